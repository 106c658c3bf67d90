#if Training
    import SpikeCore
    import SpikeModel

    /// Choices about a student that matter only while it is trained.
    public struct StudentDesign: Sendable, Equatable {
        /// How weights become codes.
        public var quantizer: QuantizerMethod
        /// How the first range of the weights is chosen.
        public var clipping: RangeClipping
        /// With `clipping` percentile: the quantile that the range reaches to.
        public var percentile: Double
        /// Whether each neuron before a linear layer has its own gain, that is, its own threshold V_th / g.
        public var hasGain: Bool
        /// What the teacher's embeddings are rounded to before everything else, so that the student learns to live with it.
        public var embeddings: EmbeddingPrecision
        /// How gradients pass true time steps; nil takes `GradientMethod.standard`.
        public var gradient: GradientMethod?
        /// What stands for the derivative of a spike there.
        public var surrogate: SurrogateGradient
        /// With feedback: how the equilibrium, and the gradient through it, are found.
        public var solver: FixedPointSolver
        /// What the neurons start with.
        public var neurons: NeuronStart
        /// Whether the embeddings are trained; then they stay real, and every forward pass reads them rounded.
        public var trainsEmbeddings: Bool

        /// Creates a design; the defaults are the default student's.
        public init(
            quantizer: QuantizerMethod = .learnedScale, clipping: RangeClipping = .meanSquare,
            percentile: Double = 0.999, hasGain: Bool = true, embeddings: EmbeddingPrecision = .float32,
            gradient: GradientMethod? = nil, surrogate: SurrogateGradient = SurrogateGradient(),
            solver: FixedPointSolver = FixedPointSolver(),
            neurons: NeuronStart = NeuronStart(), trainsEmbeddings: Bool = false
        ) {
            self.quantizer = quantizer
            self.clipping = clipping
            self.percentile = percentile
            self.hasGain = hasGain
            self.embeddings = embeddings
            self.gradient = gradient
            self.surrogate = surrogate
            self.solver = solver
            self.neurons = neurons
            self.trainsEmbeddings = trainsEmbeddings
        }
    }
#endif
