// SpikeQuantization
