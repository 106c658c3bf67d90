#if Training
    /// What calibration gives neurons beyond the ordinary ones.
    public struct NeuronStart: Sendable, Equatable {
        /// k > 0: an elastic neuron starts at α = k · mean|m|; less fires more often (arXiv:2406.03287).
        public var frequencyFactor: Double
        /// Fractions of a site's channels, the most salient ones, that take 4 and, after them, 2 times as many steps.
        public var quadrupledChannels: Double
        /// See `quadrupledChannels`.
        public var doubledChannels: Double

        /// Creates a start.
        public init(frequencyFactor: Double = 2, quadrupledChannels: Double = 0, doubledChannels: Double = 0) {
            self.frequencyFactor = frequencyFactor
            self.quadrupledChannels = quadrupledChannels
            self.doubledChannels = doubledChannels
        }
    }
#endif
