// SpikeEngine
