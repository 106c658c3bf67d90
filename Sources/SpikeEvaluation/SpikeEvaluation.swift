// SpikeEvaluation
