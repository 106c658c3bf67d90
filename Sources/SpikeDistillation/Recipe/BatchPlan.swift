#if Training
    /// Batches of a training.
    public struct BatchPlan: Sendable, Equatable, Codable {
        /// Sequences of one forward pass.
        public var size: Int
        /// Longest sequence in tokens, special tokens included.
        public var maximumLength: Int
        /// Forward passes whose gradients add up to one step.
        public var accumulation: Int

        /// Creates a plan.
        public init(size: Int = 32, maximumLength: Int = 64, accumulation: Int = 1) {
            self.size = size
            self.maximumLength = maximumLength
            self.accumulation = accumulation
        }
    }
#endif
