#if Training
    import SpikeModel

    /// Choices about a student that matter only while it is trained.
    public struct StudentDesign: Sendable, Equatable {
        /// Whether weight scales are learned; otherwise they are mean|W| of the latent weights in every forward pass.
        public var learnsScale: Bool
        /// Whether each neuron before a linear layer has its own gain, that is, its own threshold V_th / g.
        public var hasGain: Bool

        /// Creates a design; the defaults are the default student's.
        public init(learnsScale: Bool = true, hasGain: Bool = true) {
            self.learnsScale = learnsScale
            self.hasGain = hasGain
        }
    }
#endif
