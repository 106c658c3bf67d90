// SpikeRuntime
