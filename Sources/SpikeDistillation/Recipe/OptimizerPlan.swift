#if Training
    /// AdamW and what it trains.
    public struct OptimizerPlan: Sendable, Equatable, Codable {
        /// Decay of the first moment.
        public var beta1: Double
        /// Decay of the second moment.
        public var beta2: Double
        /// Decoupled weight decay of matrices; biases, norms, scales and neurons have none.
        public var weightDecay: Double
        /// Joint 2-norm that gradients are clipped to.
        public var clipNorm: Double
        /// Learning rate of thresholds, gains, shifts and scales as a multiple of that of weights.
        public var neuronRateScale: Double
        /// Whether word and position embeddings are trained.
        public var trainsEmbeddings: Bool

        /// Creates a plan.
        public init(
            beta1: Double = 0.9, beta2: Double = 0.99, weightDecay: Double = 0.01, clipNorm: Double = 1,
            neuronRateScale: Double = 1.67, trainsEmbeddings: Bool = false
        ) {
            self.beta1 = beta1
            self.beta2 = beta2
            self.weightDecay = weightDecay
            self.clipNorm = clipNorm
            self.neuronRateScale = neuronRateScale
            self.trainsEmbeddings = trainsEmbeddings
        }

        /// Checks ranges; messages name the key.
        func validate() throws(RecipeError) {
            guard (0..<1).contains(beta1) else { throw .invalid(key: "optimizer.beta1", why: "must lie in 0..<1") }
            guard (0..<1).contains(beta2) else { throw .invalid(key: "optimizer.beta2", why: "must lie in 0..<1") }
            guard weightDecay >= 0, weightDecay.isFinite else {
                throw .invalid(key: "optimizer.weightDecay", why: "must not be negative")
            }
            guard clipNorm > 0 else { throw .invalid(key: "optimizer.clipNorm", why: "must be positive") }
            guard neuronRateScale >= 0, neuronRateScale.isFinite else {
                throw .invalid(key: "optimizer.neuronRateScale", why: "must not be negative")
            }
        }
    }
#endif
