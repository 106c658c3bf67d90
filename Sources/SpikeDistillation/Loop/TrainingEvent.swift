#if Training
    /// What a training tells whoever watches.
    public enum TrainingEvent: Sendable {
        /// A preparation began, for example calibration.
        case preparing(String)
        /// Part of a preparation is done.
        case prepared(Int, of: Int, what: String)
        /// A step is done.
        case stepped(StepReport)
        /// Something is not as hoped and training goes on all the same: one line that says what.
        case notice(String)
        /// The state was saved and can be resumed.
        case saved(step: Int)
    }
#endif
