#if Training
    /// The caller's side of a training: hears events and may ask it to stop.
    public struct TrainingControl: Sendable {
        /// Called for every event, on the training's thread.
        public let observe: @Sendable (TrainingEvent) -> Void
        /// Asked after every step; true saves the state and ends the training with `TrainingInterrupted`.
        public let shouldStop: @Sendable () -> Bool

        /// Creates a control.
        public init(
            observe: @escaping @Sendable (TrainingEvent) -> Void = { _ in },
            shouldStop: @escaping @Sendable () -> Bool = { false }
        ) {
            self.observe = observe
            self.shouldStop = shouldStop
        }
    }

    /// The training stopped because it was asked to; its state is saved.
    public struct TrainingInterrupted: Error, Sendable, CustomStringConvertible {
        /// Steps done.
        public let step: Int

        /// Creates the error.
        public init(step: Int) { self.step = step }

        /// One line that says how to go on.
        public var description: String { "interrupted at step \(step); the state is saved, go on with --resume" }
    }
#endif
