// SpikeRuntimeTests
