// SpikeReferenceTests
