#if Training
    /// One stage with what its targets come from.
    struct SupervisedStage {
        let run: StageRun
        let supervision: TeacherSupervision
        /// The examples, when they are the same in every epoch.
        let fixed: TrainingSet?
    }
#endif
