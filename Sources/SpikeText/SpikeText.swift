// SpikeText
