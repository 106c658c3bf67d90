#if Training
    import SpikeCore
    import SpikeModel
    import SpikeTraining

    /// The neurons of a recipe's student, beside leak and spike kind.
    public struct NeuronPlan: Sendable, Equatable, Codable {
        /// What a neuron remembers.
        public var kind: NeuronKind
        /// L: compare-and-subtract steps in one time step of a leaky neuron; 1 is the ordinary neuron.
        public var levels: Int
        /// `elastic`: what is left after a spike.
        public var membrane: ElasticMembrane
        /// `elastic`: k of the first α = k · mean|m|.
        public var frequencyFactor: Double
        /// `adaptive`: β, what a spike adds to the firing threshold.
        public var growth: Float
        /// `adaptive`: ρ, the part of it that is left a time step later.
        public var decay: Float
        /// `counted`: fraction of the channels before linear layers that take 4 times as many steps.
        public var quadrupledChannels: Double
        /// `counted`: fraction of those after them that take 2 times as many.
        public var doubledChannels: Double

        /// Creates a plan; the defaults are the ordinary neuron.
        public init(
            kind: NeuronKind = .leaky, levels: Int = 1, membrane: ElasticMembrane = .released,
            frequencyFactor: Double = 2, growth: Float = 0.2, decay: Float = 0.9, quadrupledChannels: Double = 0,
            doubledChannels: Double = 0
        ) {
            self.kind = kind
            self.levels = levels
            self.membrane = membrane
            self.frequencyFactor = frequencyFactor
            self.growth = growth
            self.decay = decay
            self.quadrupledChannels = quadrupledChannels
            self.doubledChannels = doubledChannels
        }

        /// The `neuron` block of the student's config; keys of other kinds of neurons are left at their defaults.
        public var config: NeuronConfig {
            var config = NeuronConfig(
                kind: kind, levels: levels, hasSalientChannels: quadrupledChannels + doubledChannels > 0)
            if kind == .elastic { config.membrane = membrane }
            if kind == .adaptive { (config.growth, config.decay) = (growth, decay) }
            return config
        }

        /// What calibration starts the neurons with.
        public var start: NeuronStart {
            NeuronStart(
                frequencyFactor: frequencyFactor, quadrupledChannels: quadrupledChannels,
                doubledChannels: doubledChannels)
        }

        /// Checks what only calibration reads; the config checks the rest.
        func validate() throws(RecipeError) {
            guard frequencyFactor > 0, frequencyFactor.isFinite else {
                throw .invalid(key: "student.neuron.frequencyFactor", why: "must be positive")
            }
            guard quadrupledChannels >= 0, doubledChannels >= 0, quadrupledChannels + doubledChannels <= 1 else {
                throw .invalid(
                    key: "student.neuron",
                    why: "quadrupledChannels and doubledChannels must be at least 0 and together at most 1")
            }
        }
    }
#endif
