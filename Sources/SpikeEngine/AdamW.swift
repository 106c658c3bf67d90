#if Training
    import CTorchShim

    /// AdamW with decoupled weight decay (arXiv:1711.05101), one fused update per group.
    public final class AdamW {
        /// Parameters that share a learning rate and a weight decay.
        public struct Group {
            /// Leaves, float32.
            public let parameters: [Tensor]
            /// Factor on the scheduled learning rate of this group.
            public let rateScale: Double
            /// Weight decay; 0 for biases, norms and scales.
            public let weightDecay: Double

            /// Creates a group.
            public init(parameters: [Tensor], rateScale: Double = 1, weightDecay: Double) {
                self.parameters = parameters
                self.rateScale = rateScale
                self.weightDecay = weightDecay
            }
        }

        /// First and second moment and the number of updates of one parameter.
        public struct Moments {
            /// Decaying mean of the gradients, shaped like the parameter.
            public let first: Tensor
            /// Decaying mean of the squared gradients, shaped like the parameter.
            public let second: Tensor
            /// Number of updates, a float32 scalar.
            public let steps: Tensor
        }

        /// The groups, in the order of their parameters' moments.
        public let groups: [Group]
        /// Moments of all parameters, group by group; `copy(from:)` restores them.
        public let moments: [[Moments]]
        private let beta1: Double
        private let beta2: Double
        private let epsilon: Double

        /// Creates an optimiser with zero moments.
        public init(groups: [Group], beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8) {
            self.groups = groups
            self.beta1 = beta1
            self.beta2 = beta2
            self.epsilon = epsilon
            moments = groups.map { group in
                group.parameters.map { parameter in
                    let zeros = Tensor.full(like: parameter, 0)
                    return Moments(first: zeros, second: zeros.clone(), steps: Tensor.full(like: zeros.sum(), 0))
                }
            }
        }

        /// All parameters, group by group.
        public var parameters: [Tensor] { groups.flatMap(\.parameters) }

        /// Forgets all gradients.
        public func clearGradients() { parameters.forEach { $0.clearGradient() } }

        /// Scales the gradients to a joint 2-norm of at most `maximum`; returns the norm before.
        public func clipGradients(to maximum: Double) throws(EngineError) -> Double {
            let all = parameters
            let norm = ts_clip_grad_norm(all.map(\.handle), Int32(all.count), maximum)
            try Engine.check()
            return norm
        }

        /// One update with learning rate `rate`.
        public func step(rate: Double) throws(EngineError) {
            for (group, state) in zip(groups, moments) {
                _ = ts_adamw(
                    group.parameters.map(\.handle), state.map(\.first.handle), state.map(\.second.handle),
                    state.map(\.steps.handle), Int32(state.count), rate * group.rateScale, beta1, beta2, epsilon,
                    group.weightDecay)
            }
            try Engine.check()
        }
    }
#endif
