// SpikeEvaluationTests
