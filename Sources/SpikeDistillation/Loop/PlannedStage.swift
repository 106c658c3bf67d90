#if Training
    import SpikeTraining

    /// A stage whose place among all steps is known.
    struct PlannedStage {
        let name: String
        /// First step, from 0.
        let first: Int
        let steps: Int
        let schedule: LearningRateSchedule

        /// Stages one after another.
        static func plan(_ stages: [(name: String, steps: Int, schedule: LearningRateSchedule)]) -> [PlannedStage] {
            var first = 0
            return stages.map { stage in
                defer { first += stage.steps }
                return PlannedStage(name: stage.name, first: first, steps: stage.steps, schedule: stage.schedule)
            }
        }
    }
#endif
