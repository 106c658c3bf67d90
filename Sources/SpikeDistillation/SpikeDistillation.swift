// SpikeDistillation
