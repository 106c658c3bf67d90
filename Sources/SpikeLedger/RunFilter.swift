#if Training
    /// Which runs to list; nil takes all.
    public struct RunFilter: Sendable, Equatable {
        /// Name of the task.
        public var task: String?
        /// Name of the study.
        public var study: String?
        /// How far runs got.
        public var state: Run.State?

        /// Creates a filter.
        public init(task: String? = nil, study: String? = nil, state: Run.State? = nil) {
            self.task = task
            self.study = study
            self.state = state
        }
    }
#endif
