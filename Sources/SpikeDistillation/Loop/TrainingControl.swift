#if Training
    /// The caller's side of a training: hears events and may ask it to stop.
    public struct TrainingControl: Sendable {
        /// Called for every event, on the training's thread.
        public let observe: @Sendable (TrainingEvent) -> Void
        /// Asked after every step, and during preparations; true saves the state and ends the training with
        /// `TrainingInterrupted`.
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

    extension TrainingControl {
        /// Ends a preparation when that was asked for; `step` is where a resumed training stands.
        func stopIfAsked(at step: Int) throws {
            if shouldStop() { throw TrainingInterrupted(step: step) }
        }
    }
#endif
