#if Training
    import SpikeTraining

    /// What changes about the student itself from step to step: T, how far its weights are quantized, and how sharply.
    struct StudentCourse {
        private let stages: [(stage: Stage, planned: PlannedStage)]
        /// T of the finished student.
        private let timeSteps: Int
        private let sharpness: SharpnessPlan

        init(_ stages: [(stage: Stage, planned: PlannedStage)], student: StudentPlan) {
            self.stages = stages
            timeSteps = student.timeSteps
            sharpness = student.sharpness
        }

        private var steps: Int { stages.reduce(0) { $0 + $1.planned.steps } }

        /// T that the parameters are made for when `step` steps are done: that of the last step's stage.
        ///
        /// A state that was saved between two stages is still at the T of the former.
        func timeSteps(after step: Int) -> Int {
            let last = stages.last { $0.planned.first < step } ?? stages.first
            return last?.stage.timeSteps ?? timeSteps
        }

        /// First step of the stages at the end that share one T: an average over other ones would mix thresholds.
        var firstStepOfFinalTimeSteps: Int {
            let before = stages.lastIndex { ($0.stage.timeSteps ?? timeSteps) != timeSteps }
            return before.map { stages[$0].planned.end } ?? 0
        }

        /// Makes the student what comes out, when the last stages had no steps to do it in.
        func finish(_ student: inout StudentModel) throws {
            student.quantizedShare = 1
            student.sharpness = nil
            try student.setTimeSteps(timeSteps)
        }

        /// Makes the student what step `step` (from 0 over the whole training) of a stage trains.
        func prepare(_ student: inout StudentModel, stage index: Int, step: Int) throws {
            let (stage, planned) = stages[index]
            student.quantizedShare =
                stage.quantizedShare?.share(step: step - planned.first, of: planned.steps) ?? 1
            student.sharpness = sharpness.sharpness(at: Double(step) / Double(steps))
            // Last, because offsets of binary spikes are moved with the weights as they are now.
            try student.setTimeSteps(stage.timeSteps ?? timeSteps)
        }
    }
#endif
