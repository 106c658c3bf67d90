#if Training
    import SpikeModel

    /// Choices about a student that matter only while it is trained.
    public struct StudentDesign: Sendable, Equatable {
        /// Whether weight scales are learned; otherwise they are mean|W| of the latent weights in every forward pass.
        public var learnsScale: Bool
        /// Whether each neuron before a linear layer has its own gain, that is, its own threshold V_th / g.
        public var hasGain: Bool
        /// What the teacher's embeddings are rounded to before everything else, so that the student learns to live with it.
        public var embeddings: EmbeddingPrecision

        /// Creates a design; the defaults are the default student's.
        public init(
            learnsScale: Bool = true, hasGain: Bool = true, embeddings: EmbeddingPrecision = .float32
        ) {
            self.learnsScale = learnsScale
            self.hasGain = hasGain
            self.embeddings = embeddings
        }
    }
#endif
