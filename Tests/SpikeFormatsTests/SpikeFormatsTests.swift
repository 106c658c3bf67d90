// SpikeFormatsTests
