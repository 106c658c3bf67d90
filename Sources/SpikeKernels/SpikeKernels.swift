// SpikeKernels
