#if Training
    /// The training stopped because it was asked to; after its first step its state is saved.
    public struct TrainingInterrupted: Error, Sendable, CustomStringConvertible {
        /// Steps done.
        public let step: Int

        /// Creates the error.
        public init(step: Int) { self.step = step }

        /// One line that says how to go on.
        public var description: String {
            step == 0
                ? "interrupted before any step; give the same command again"
                : "interrupted at step \(step); the state is saved, go on with --resume"
        }
    }
#endif
