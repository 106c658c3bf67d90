// SpikeModelTests
