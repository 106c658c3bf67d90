// SpikeFormats
