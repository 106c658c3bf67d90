// SpikeKernelsTests
