#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTraining

    /// Fine-tunes a teacher on a labelled task.
    public struct TeacherTraining {
        /// What decides the training.
        public let recipe: TeacherRecipe
        /// Where progress goes and stop requests come from.
        public let control: TrainingControl

        /// Creates a training.
        public init(recipe: TeacherRecipe, control: TrainingControl) {
            self.recipe = recipe
            self.control = control
        }

        /// Trains a copy of `teacher` (with a head for the task) and returns it.
        ///
        /// - Parameters:
        ///   - output: where the caller will write the teacher; the state is kept beside it until then.
        ///   - resume: whether to go on from a saved state.
        /// - Throws: `TrainingInterrupted` when asked to stop; the state is saved then.
        public func run(
            _ teacher: TeacherModel, on data: TrainingSet, output: URL, resume: Bool
        ) throws -> (teacher: TeacherModel, folder: FinishedTraining) {
            try recipe.validate()
            guard !data.sequences.isEmpty, !data.labels.isEmpty else {
                throw RecipeError.noExamples("the training split")
            }
            let model = TeacherModel(config: teacher.config, parameters: teacher.parameters, device: teacher.device)
            let plan = recipe.optimizer
            let groups = ParameterGroups(
                weightDecay: plan.weightDecay, neuronRateScale: 1, trainsEmbeddings: plan.trainsEmbeddings,
                trainsNeurons: false)
            let optimizer = AdamW(
                groups: groups.groups(of: model.parameters), beta1: plan.beta1, beta2: plan.beta2)
            let order = BatchOrder(
                lengths: data.sequences.lengths, batchSize: recipe.batches.size, seed: recipe.seed)
            let steps = Stage.stepCount(
                epochs: recipe.epochs, batchesPerEpoch: order.batchesPerEpoch,
                accumulation: recipe.batches.accumulation)
            let parts = ["\(recipe)", "\(teacher.config)", try teacher.parameters.fingerprint(), data.summary]
            let session = try TrainingSession(
                output: output, resume: resume, parts: parts,
                precision: recipe.precision, device: model.device)
            if resume { try session.folder.restore(parameters: model.parameters, optimizer: optimizer) }
            let loop = TrainingLoop(
                stages: PlannedStage.plan(
                    [("fineTuning", steps, recipe.schedule, 0)], accumulation: recipe.batches.accumulation),
                parameters: model.parameters, optimizer: optimizer, clipNorm: plan.clipNorm,
                accumulation: recipe.batches.accumulation,
                seed: recipe.seed, checkpointEvery: recipe.checkpointEvery, folder: session.folder, control: control)
            let type = session.computeType
            try loop.run(from: session.start) { _, number in
                let indices = order.batch(number)
                let batch = PaddedBatch(indices.map { data.sequences[$0] }, device: model.device)
                let output = try model.forward(batch, computeType: type, dropout: recipe.dropout)
                let loss = labelLoss(output, data.labels(indices, device: model.device), model.config)
                return (LossTerms(total: loss, parts: [("labelLoss", loss)]), batch.tokens)
            }
            return (model, FinishedTraining(folder: session.folder))
        }

        private func labelLoss(_ output: EncoderOutput, _ labels: Tensor?, _ config: BERTConfig) -> Tensor {
            guard let logits = output.logits, let labels else { return Tensor(Float.nan) }
            return config.isRegression
                ? (logits.reshaped(-1) - labels).squared().mean() : logits.crossEntropy(labels)
        }
    }
#endif
