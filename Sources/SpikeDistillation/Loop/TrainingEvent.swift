#if Training
    /// What a training tells whoever watches.
    public enum TrainingEvent: Sendable {
        /// A preparation began, for example calibration.
        case preparing(String)
        /// Part of a preparation is done.
        case prepared(Int, of: Int, what: String)
        /// A step is done.
        case stepped(StepReport)
        /// The state was saved and can be resumed.
        case saved(step: Int)
    }
#endif
