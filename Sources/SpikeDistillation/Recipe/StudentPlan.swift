#if Training
    import SpikeCore
    import SpikeModel
    import SpikeTraining

    /// The student of a recipe: how it spikes, what it learns, and its sizes where they differ from the teacher's.
    public struct StudentPlan: Sendable, Equatable, Codable {
        /// When neurons integrate and fire.
        public var schedule: SpikeSchedule
        /// T.
        public var timeSteps: Int
        /// Values of one spike.
        public var spikeKind: SpikeKind
        /// λ in (0, 1].
        public var leak: Float
        /// What the neurons are beside that.
        public var neuron: NeuronPlan
        /// Encoding of the encoder's linear layers.
        public var weightEncoding: WeightEncoding
        /// Weights that share a scale.
        public var scaleGranularity: ScaleGranularity
        /// Linear layers that are encoded otherwise, for example as `bitspike sensitivity` proposes.
        public var mixedEncodings: [LayerEncoding]
        /// How weights become codes in training.
        public var quantizer: QuantizerMethod
        /// How the first range of weights is chosen.
        public var clipping: RangeClipping
        /// With clipping `percentile`: quantile that the range reaches to, in (0.5, 1].
        public var percentile: Double
        /// With quantizer `differential`: how steep the ramps between codes are, from start to end.
        public var sharpness: SharpnessPlan
        /// Whether neurons before linear layers have their own gain.
        public var hasGain: Bool
        /// Whether firing thresholds, gains and shifts are learned.
        public var learnsThreshold: Bool
        /// `perStep` only: whether measured rates replace the chain's values at the taps (costs T forward passes a step).
        public var replacesRates: Bool
        /// How gradients pass true time steps; nil = `equilibrium` for leaky neurons under `perStep`, else `surrogate`.
        public var gradient: GradientMethod?
        /// What stands for the derivative of a spike when gradients pass time steps.
        public var surrogate: SurrogateGradient
        /// `perStep` only: whether the last layer's spikes flow back to the input neurons, one step later.
        public var hasFeedback: Bool
        /// With feedback and the gradient `equilibrium`: how z = g(z) is solved.
        public var solver: FixedPointSolver
        /// What the embedding tables are rounded to before training; pack with the same.
        public var embeddings: EmbeddingPrecision
        /// Number of layers; nil = the teacher's.
        public var layers: Int?
        /// Width of the residual stream; nil = the teacher's.
        public var hiddenSize: Int?
        /// Attention heads; nil = the teacher's.
        public var heads: Int?
        /// Width of the feed-forward layer; nil = the teacher's.
        public var intermediateSize: Int?

        /// Creates a plan; the defaults are the default student's.
        public init(
            schedule: SpikeSchedule = .counted, timeSteps: Int = 2, spikeKind: SpikeKind = .ternary, leak: Float = 1,
            weightEncoding: WeightEncoding = .ternary, scaleGranularity: ScaleGranularity = .perTensor,
            mixedEncodings: [LayerEncoding] = [], quantizer: QuantizerMethod = .learnedScale,
            clipping: RangeClipping = .meanSquare, percentile: Double = 0.999, sharpness: SharpnessPlan = .init(),
            hasGain: Bool = true, learnsThreshold: Bool = true, replacesRates: Bool = false,
            embeddings: EmbeddingPrecision = .float32, layers: Int? = nil,
            hiddenSize: Int? = nil, heads: Int? = nil, intermediateSize: Int? = nil,
            neuron: NeuronPlan = NeuronPlan(), gradient: GradientMethod? = nil,
            surrogate: SurrogateGradient = SurrogateGradient(), hasFeedback: Bool = false,
            solver: FixedPointSolver = FixedPointSolver()
        ) {
            self.schedule = schedule
            self.timeSteps = timeSteps
            self.spikeKind = spikeKind
            self.leak = leak
            self.weightEncoding = weightEncoding
            self.scaleGranularity = scaleGranularity
            self.mixedEncodings = mixedEncodings
            self.quantizer = quantizer
            self.clipping = clipping
            self.percentile = percentile
            self.sharpness = sharpness
            self.hasGain = hasGain
            self.learnsThreshold = learnsThreshold
            self.replacesRates = replacesRates
            self.embeddings = embeddings
            self.layers = layers
            self.hiddenSize = hiddenSize
            self.heads = heads
            self.intermediateSize = intermediateSize
            self.neuron = neuron
            self.gradient = gradient
            self.surrogate = surrogate
            self.hasFeedback = hasFeedback
            self.solver = solver
        }

        /// More evaluations than any network that can be trained takes, each of which Broyden's method has to remember.
        private static let mostIterations = 1000

        /// Checks what only training reads of neurons and gradients; the student's config checks the rest.
        func validateNeurons() throws(RecipeError) {
            try neuron.validate()
            guard surrogate.width > 0, surrogate.width.isFinite else {
                throw .invalid(key: "student.surrogate.width", why: "must be positive")
            }
            guard (1...Self.mostIterations).contains(solver.maximumIterations) else {
                throw .invalid(
                    key: "student.solver.maximumIterations",
                    why: "must lie in 1...\(Self.mostIterations); broyden keeps two tensors for each")
            }
            guard solver.tolerance > 0, solver.tolerance.isFinite else {
                throw .invalid(key: "student.solver.tolerance", why: "must be positive")
            }
            if let gradient {
                do throws(ConfigError) { try gradient.validate(spiking) } catch {
                    throw .invalid(key: "student.gradient", why: error.inRecipeWords)
                }
            }
            if replacesRates, schedule == .perStep, (gradient ?? .standard(spiking)) == .surrogate {
                throw .invalid(
                    key: "student.replacesRates", why: "measured rates belong to the equilibrium chain; set it to false"
                )
            }
        }

        /// The spiking block of the student's config.
        public var spiking: SpikingConfig {
            SpikingConfig(
                schedule: schedule, timeSteps: timeSteps, spikeKind: spikeKind, leak: leak,
                weightEncoding: weightEncoding, mixedEncodings: mixedEncodings, scaleGranularity: scaleGranularity,
                neuron: neuron.config, hasFeedback: hasFeedback)
        }

        /// What is learned beside weights.
        public var design: StudentDesign {
            StudentDesign(
                quantizer: quantizer, clipping: clipping, percentile: percentile, hasGain: hasGain,
                embeddings: embeddings, gradient: gradient, surrogate: surrogate, solver: solver, neurons: neuron.start)
        }

        /// The student's config for a teacher.
        public func config(teacher: BERTConfig) -> SpikingBERTConfig {
            var encoder = teacher
            encoder.layers = layers ?? teacher.layers
            encoder.hiddenSize = hiddenSize ?? teacher.hiddenSize
            encoder.heads = heads ?? teacher.heads
            encoder.intermediateSize = intermediateSize ?? teacher.intermediateSize
            encoder.pooling = teacher.pooling == .mean ? .mean : .cls
            return SpikingBERTConfig(encoder: encoder, spiking: spiking)
        }

        /// Checks what belongs to the weights; messages name the key.
        func validateQuantizer() throws(RecipeError) {
            for encoding in spiking.encodings {
                if let objection = quantizer.objection(to: encoding) {
                    throw .invalid(key: "student.quantizer", why: objection)
                }
            }
            guard percentile > 0.5, percentile <= 1 else {
                throw .invalid(key: "student.percentile", why: "must lie above 0.5 and at most at 1")
            }
            try sharpness.validate()
        }
    }
#endif
