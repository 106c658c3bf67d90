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

        /// Far above what memory allows, and far below what numbers of steps and batches could not hold.
        private static let largest = 1_000_000

        /// Checks ranges; messages name the key.
        func validate() throws(RecipeError) {
            guard (1...Self.largest).contains(size) else {
                throw .invalid(key: "batches.size", why: "must lie in 1...\(Self.largest)")
            }
            guard (1...Self.largest).contains(accumulation) else {
                throw .invalid(key: "batches.accumulation", why: "must lie in 1...\(Self.largest)")
            }
            guard (3...Self.largest).contains(maximumLength) else {
                throw .invalid(
                    key: "batches.maximumLength",
                    why: "must lie in 3...\(Self.largest): [CLS], one token and [SEP] at least")
            }
        }
    }
#endif
