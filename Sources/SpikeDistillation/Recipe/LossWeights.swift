#if Training
    /// Weights of the parts of the distillation loss; 0 leaves a part out.
    public struct LossWeights: Sendable, Equatable, Codable {
        /// Mean squared error of hidden states, each tap divided by the variance of the teacher's.
        public var hiddenState: Double
        /// Mean squared error of raw attention scores.
        public var attention: Double
        /// Soft cross-entropy of the teacher's and the student's logits (squared error for regression).
        public var logit: Double
        /// Cross-entropy with the true labels (squared error for regression).
        public var label: Double
        /// Spikes per neuron and step above `targetRate`.
        public var rate: Double
        /// τ > 0 of the soft cross-entropy; the loss is multiplied by τ² (arXiv:1503.02531).
        public var temperature: Double
        /// Spikes per neuron and step, in [0, 1), that `rate` aims at.
        public var targetRate: Double

        /// Creates weights.
        public init(
            hiddenState: Double = 0, attention: Double = 0, logit: Double = 0, label: Double = 0,
            rate: Double = 0, temperature: Double = 1, targetRate: Double = 0.25
        ) {
            self.hiddenState = hiddenState
            self.attention = attention
            self.logit = logit
            self.label = label
            self.rate = rate
            self.temperature = temperature
            self.targetRate = targetRate
        }

        /// Checks ranges, and that the temperature is read; `key` is the place in the recipe.
        func validate(key: String) throws(RecipeError) {
            let weights = [hiddenState, attention, logit, label]
            guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 }) else {
                throw .invalid(key: key, why: "weights must be at least 0, and one of them positive")
            }
            guard rate >= 0, rate.isFinite else {
                throw .invalid(key: key + ".rate", why: "must be a number of at least 0")
            }
            guard (0..<1).contains(targetRate) else {
                throw .invalid(key: key + ".targetRate", why: "must lie in 0..<1")
            }
            guard rate > 0 || targetRate == LossWeights().targetRate else {
                throw .invalid(key: key + ".targetRate", why: "losses.rate is 0, which alone reads it; leave it out")
            }
            guard temperature > 0, temperature.isFinite else {
                throw .invalid(key: key + ".temperature", why: "must be positive")
            }
            guard logit > 0 || temperature == LossWeights().temperature else {
                throw .invalid(key: key + ".temperature", why: "losses.logit is 0, which alone reads it; leave it out")
            }
        }
    }
#endif
