#if Training
    import SpikeTraining

    /// A stage whose place among all steps is known.
    struct PlannedStage {
        let name: String
        /// First step, from 0.
        let first: Int
        let steps: Int
        let schedule: LearningRateSchedule
        /// Number of its first batch among those of its examples, which stages that share them count on.
        let firstBatch: Int

        /// The step after the last.
        var end: Int { first + steps }

        /// Stages one after another.
        ///
        /// - Parameters:
        ///   - stages: `source` tells which stages have the same examples.
        ///   - accumulation: batches of one step.
        static func plan(
            _ stages: [(name: String, steps: Int, schedule: LearningRateSchedule, source: Int)], accumulation: Int
        ) -> [PlannedStage] {
            var first = 0
            var batches: [Int: Int] = [:]
            return stages.map { stage in
                defer {
                    first += stage.steps
                    batches[stage.source, default: 0] += stage.steps * accumulation
                }
                return PlannedStage(
                    name: stage.name, first: first, steps: stage.steps, schedule: stage.schedule,
                    firstBatch: batches[stage.source, default: 0])
            }
        }
    }
#endif
