#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTraining

    /// One stage under way: its batches, its teacher targets and its loss.
    struct StageRun {
        let stage: Stage
        let steps: Int
        private let batches: StageBatches
        private let supervision: TeacherSupervision
        private let loss: DistillationLoss
        private let computeType: ElementType
        private let replacesRates: Bool
        private let device: Device

        init(
            stage: Stage, batches: StageBatches, recipe: Recipe, teacher: TeacherModel,
            supervision: TeacherSupervision, computeType: ElementType
        ) throws {
            self.stage = stage
            self.batches = batches
            self.computeType = computeType
            self.supervision = supervision
            device = teacher.device
            replacesRates = recipe.student.schedule == .perStep && recipe.student.replacesRates
            steps = stage.stepCount(
                batchesPerEpoch: batches.batchesPerEpoch, accumulation: recipe.batches.accumulation)
            let (first, set) = batches.batch(0)
            let batch = PaddedBatch(first.map { set.sequences[$0] }, device: device)
            let states = try supervision.targets(first, batch: batch, wantsScores: false).hiddenStates.to(.float32)
            let mean = states.mean(over: [0, 2], keep: true)
            loss = DistillationLoss(
                tapVariance: (states - mean).squared().mean(over: [0, 2], keep: true),
                isRegression: teacher.config.isRegression)
            try Engine.check()
            // The stage's turn may be far off, or begin in another epoch.
            batches.releaseCopies()
        }

        /// Passes over the data that the stage makes.
        func passes(accumulation: Int) -> Double {
            Double(steps * accumulation) / Double(batches.batchesPerEpoch)
        }

        /// The loss of batch `number`, and the batch.
        func loss(
            of student: StudentModel, number: Int, projection: (Tensor) -> Tensor
        ) throws -> (LossTerms, PaddedBatch) {
            let (indices, set) = batches.batch(number)
            let batch = PaddedBatch(indices.map { set.sequences[$0] }, device: device)
            let wantsScores = stage.losses.attention > 0
            let targets = try supervision.targets(indices, batch: batch, wantsScores: wantsScores)
            let measured = replacesRates ? try student.measuredRates(batch, computeType: computeType) : nil
            let output = try student.forward(
                batch, computeType: computeType, wantsScores: wantsScores, wantsRate: stage.losses.rate > 0,
                measuredRates: measured)
            var terms = loss.terms(
                output, targets, batch: batch, weights: stage.losses, projected: projection,
                labels: set.labels(indices, device: device))
            if let equilibrium = output.equilibrium {
                terms.parts += [
                    ("equilibriumResidual", Tensor([Float(equilibrium.residual)], shape: [])),
                    ("equilibriumIterations", Tensor([Float(equilibrium.iterations)], shape: [])),
                ]
                terms.completion = {
                    let adjoint = try student.propagateFeedback(output, batch, computeType: computeType)
                    return adjoint.map {
                        [("adjointResidual", $0.residual), ("adjointIterations", Double($0.iterations))]
                    } ?? []
                }
            }
            return (terms, batch)
        }
    }
#endif
