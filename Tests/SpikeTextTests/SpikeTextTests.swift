// SpikeTextTests
