// SpikeReference
