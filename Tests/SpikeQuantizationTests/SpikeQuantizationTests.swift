// SpikeQuantizationTests
