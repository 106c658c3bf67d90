#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTraining

    /// Distils a teacher into a spiking student: initialise, then stage by stage.
    public struct Distillation {
        /// What decides the training.
        public let recipe: Recipe
        /// Where progress goes and stop requests come from.
        public let control: TrainingControl
        /// Bytes of teacher outputs to keep in memory; more are computed anew in every step.
        public let cacheBytes: Int
        /// Where teacher outputs are kept for later runs, if the recipe's `teacherCache` allows any.
        public let teacherCache: TargetCache?

        /// Creates a distillation.
        public init(
            recipe: Recipe, control: TrainingControl, cacheBytes: Int = 1_500_000_000, teacherCache: TargetCache? = nil
        ) {
            self.recipe = recipe
            self.control = control
            self.cacheBytes = cacheBytes
            self.teacherCache = teacherCache
        }

        /// Trains a student of `teacher`.
        ///
        /// - Parameters:
        ///   - data: the data of every stage, in order of the stages.
        ///   - start: the student that `initialization.method` `student` starts from; nil with the other methods.
        ///   - output: where the caller will write the checkpoint; the state is kept beside it until then.
        ///   - resume: whether to go on from a saved state.
        /// - Throws: `TrainingInterrupted` when asked to stop; the state is saved then.
        public func run(
            teacher: TeacherModel, data: [TrainingSet], start: StudentCheckpoint? = nil, output: URL, resume: Bool
        ) throws -> (student: StudentModel, folder: FinishedTraining) {
            let fingerprint = try teacher.parameters.fingerprint()
            let mapping = try check(teacher: teacher, data: data, start: start)
            let session = try open(
                teacher: teacher, fingerprint: fingerprint, data: data, start: start, output: output, resume: resume)
            do {
                let student = try train(
                    teacher, data, start, mapping, session, fingerprint: fingerprint, resume: resume)
                return (student, FinishedTraining(folder: session.folder))
            } catch let stop as TrainingInterrupted {
                session.folder.removeUnlessSaved()
                throw stop
            }
        }

        /// The student that the session ends with.
        private func train(
            _ teacher: TeacherModel, _ data: [TrainingSet], _ start: StudentCheckpoint?, _ mapping: LayerMapping,
            _ session: TrainingSession, fingerprint: String, resume: Bool
        ) throws -> StudentModel {
            let type = session.computeType
            var student = try initialize(teacher, mapping, data, start)
            try control.stopIfAsked(at: session.start.step)
            var parameters = student.parameters
            let projection = addProjection(to: &parameters, student, teacher)
            let optimizer = makeOptimizer(parameters)
            let supervised = try supervisedStages(teacher, data, mapping, type)
            let stages = supervised.map(\.run)
            let plan = self.plan(stages, data)
            let course = StudentCourse(Array(zip(recipe.stages, plan)), student: recipe.student)
            let average = makeAverage(of: student.parameters, plan, course)
            if let state = average?.state { for name in state.names { parameters.set(name, state[name]) } }
            if resume {
                try session.folder.restore(parameters: parameters, optimizer: optimizer)
                student.config.spiking.timeSteps = course.timeSteps(after: session.start.step)
            }
            var progress = session.start
            progress.storedTargets = try store(supervised, plan: plan, teacherFingerprint: fingerprint, at: progress)
            var loop = makeLoop(plan, parameters, optimizer, session.folder)
            var lastBatch: PaddedBatch?
            if student.config.spiking.schedule == .counted || student.gradient == .surrogate {
                loop.spikeRate = {
                    try lastBatch.map { try student.spikeStatistics($0, computeType: type).meanSpikeRate } ?? 0
                }
            }
            loop.willStep = { try course.prepare(&student, stage: $0, step: $1) }
            loop.didStep = { average?.add(step: $0) }
            try loop.run(from: progress) { index, number in
                let (terms, batch) = try stages[index].loss(of: student, number: number, projection: projection)
                lastBatch = batch
                return (terms, batch.tokens)
            }
            try average?.apply()
            try course.finish(&student)
            return student
        }

        /// Checks recipe, data and start before a former state is touched.
        private func check(
            teacher: TeacherModel, data: [TrainingSet], start: StudentCheckpoint?
        ) throws -> LayerMapping {
            try recipe.validate()
            precondition(data.count == recipe.stages.count, "every stage needs its data")
            for (stage, set) in zip(recipe.stages, data) where set.sequences.isEmpty {
                throw RecipeError.noExamples("the data of the \(stage.kind.rawValue) stage")
            }
            let mapping = try recipe.layerMapping(for: teacher.config)
            if let start { try checkContinuation(of: start, teacher) }
            return mapping
        }

        /// Starts or resumes the session.
        private func open(
            teacher: TeacherModel, fingerprint: String, data: [TrainingSet], start: StudentCheckpoint?, output: URL,
            resume: Bool
        ) throws -> TrainingSession {
            let parts = [try recipe.continuationDigest(), "\(teacher.config)", fingerprint]
            let begun = start.map { [$0.fingerprint] } ?? []
            return try TrainingSession(
                output: output, resume: resume, parts: parts + data.map(\.summary) + begun, precision: recipe.precision,
                device: teacher.device)
        }

        private func initialize(
            _ teacher: TeacherModel, _ mapping: LayerMapping, _ data: [TrainingSet], _ start: StudentCheckpoint?
        ) throws -> StudentModel {
            let config = recipe.firstConfig(teacher: teacher.config)
            let initialization = StudentInitialization(
                layerMapping: mapping.teacherLayers, method: recipe.initialization.method,
                gainExponent: recipe.initialization.gainExponent, seed: recipe.seed)
            if recipe.initialization.method == .student {
                return try continued(start, initialization, teacher, config)
            }
            control.observe(.preparing("calibrating the student"))
            return try initialization.student(
                of: teacher, config: config, design: recipe.design,
                examples: PaddedBatch(calibrationSequences(data, heads: teacher.config.heads), device: teacher.device))
        }

        private func plan(_ stages: [StageRun], _ data: [TrainingSet]) -> [PlannedStage] {
            let planned = stages.enumerated().map { index, run in
                let twin = (0..<index).first {
                    stages[$0].stage.augmentation == run.stage.augmentation
                        && data[$0].sequences == data[index].sequences
                }
                return (run.stage.kind.rawValue, run.steps, run.stage.schedule, twin ?? index)
            }
            return PlannedStage.plan(planned, accumulation: recipe.batches.accumulation)
        }

        private func makeLoop(
            _ plan: [PlannedStage], _ parameters: ParameterStore, _ optimizer: AdamW, _ folder: TrainingFolder
        ) -> TrainingLoop {
            TrainingLoop(
                stages: plan, parameters: parameters, optimizer: optimizer, clipNorm: recipe.optimizer.clipNorm,
                accumulation: recipe.batches.accumulation, seed: recipe.seed, checkpointEvery: recipe.checkpointEvery,
                folder: folder, control: control)
        }

        private func makeOptimizer(_ parameters: ParameterStore) -> AdamW {
            let plan = recipe.optimizer
            let groups = ParameterGroups(
                weightDecay: plan.weightDecay, neuronRateScale: plan.neuronRateScale,
                trainsEmbeddings: plan.trainsEmbeddings, trainsNeurons: recipe.student.learnsThreshold,
                trainsScales: recipe.student.quantizer.learnsScale,
                freezesTypes: recipe.student.embeddings != .float32 && !plan.trainsEmbeddings)
            return AdamW(groups: groups.groups(of: parameters), beta1: plan.beta1, beta2: plan.beta2)
        }

        /// The shared linear map from the student's hidden states to the teacher's (arXiv:2308.10873), where they cannot be
        /// compared directly: other widths, or rates instead of real values.
        private func addProjection(
            to parameters: inout ParameterStore, _ student: StudentModel, _ teacher: TeacherModel
        ) -> (Tensor) -> Tensor {
            let (mine, theirs) = (student.config.encoder.hiddenSize, teacher.config.hiddenSize)
            guard mine != theirs || student.config.spiking.schedule == .perStep else { return { $0 } }
            var start = [Float](repeating: 0, count: mine * theirs)
            for index in 0..<min(mine, theirs) { start[index * mine + index] = 1 }
            let weight = Tensor(start, shape: [theirs, mine]).to(student.device)
            let bias = Tensor.zeros([theirs]).to(student.device)
            parameters.set("projection" + TensorNames.weight, weight)
            parameters.set("projection" + TensorNames.bias, bias)
            return { $0.linear(weight, bias) }
        }
    }
#endif
