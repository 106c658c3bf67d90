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
            let session = try open(
                teacher: teacher, fingerprint: fingerprint, data: data, start: start, output: output, resume: resume)
            let type = session.computeType
            var (student, mapping) = try initialize(teacher, data, start)
            var parameters = student.parameters
            let projection = addProjection(to: &parameters, student, teacher)
            let optimizer = makeOptimizer(parameters)
            let supervised = try supervisedStages(teacher, data, mapping, type)
            let stages = supervised.map(\.run)
            let plan = PlannedStage.plan(stages.map { ($0.stage.kind.rawValue, $0.steps, $0.stage.schedule) })
            let course = StudentCourse(Array(zip(recipe.stages, plan)), student: recipe.student)
            let average = makeAverage(of: student.parameters, plan, course)
            if let state = average?.state { for name in state.names { parameters.set(name, state[name]) } }
            if resume {
                try session.folder.restore(parameters: parameters, optimizer: optimizer)
                student.config.spiking.timeSteps = course.timeSteps(after: session.start.step)
            }
            var progress = session.start
            progress.storedTargets = try store(
                supervised, teacherFingerprint: fingerprint, former: progress.storedTargets)
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
            return (student, FinishedTraining(folder: session.folder))
        }

        /// Checks recipe and data, and starts or resumes the session.
        private func open(
            teacher: TeacherModel, fingerprint: String, data: [TrainingSet], start: StudentCheckpoint?, output: URL,
            resume: Bool
        ) throws -> TrainingSession {
            try recipe.validate()
            precondition(data.count == recipe.stages.count, "every stage needs its data")
            for (stage, set) in zip(recipe.stages, data) where set.sequences.isEmpty {
                throw RecipeError.noExamples("the data of the \(stage.kind.rawValue) stage")
            }
            let parts = [
                String(decoding: try recipe.encoded(), as: UTF8.self), "\(teacher.config)",
                fingerprint,
            ]
            let begun = start.map { [$0.fingerprint] } ?? []
            return try TrainingSession(
                output: output, resume: resume, parts: parts + data.map(\.summary) + begun, precision: recipe.precision,
                device: teacher.device)
        }

        private func initialize(
            _ teacher: TeacherModel, _ data: [TrainingSet], _ start: StudentCheckpoint?
        ) throws -> (StudentModel, LayerMapping) {
            var config = recipe.student.config(teacher: teacher.config)
            config.spiking.timeSteps = recipe.firstTimeSteps
            try config.validate()
            let mapping =
                recipe.initialization.layerMapping
                ?? LayerMapping(studentLayers: config.encoder.layers, teacherLayers: teacher.config.layers)
            try mapping.validate(studentLayers: config.encoder.layers, teacherLayers: teacher.config.layers)
            if recipe.stages.contains(where: { $0.losses.attention > 0 }), config.encoder.heads != teacher.config.heads
            {
                throw RecipeError.invalid(
                    key: "stages.losses.attention",
                    why: "needs as many heads as the teacher (\(teacher.config.heads)); set it to 0")
            }
            let initialization = StudentInitialization(
                layerMapping: mapping.teacherLayers, method: recipe.initialization.method,
                gainExponent: recipe.initialization.gainExponent, seed: recipe.seed)
            if recipe.initialization.method == .student {
                return (try continued(start, initialization, teacher, config), mapping)
            }
            control.observe(.preparing("calibrating the student"))
            let student = try initialization.student(
                of: teacher, config: config, design: recipe.design,
                examples: PaddedBatch(calibrationSequences(data), device: teacher.device))
            return (student, mapping)
        }

        /// A seeded choice from the last stage's data, which is the closest to the task.
        private func calibrationSequences(_ data: [TrainingSet]) -> [TokenSequence] {
            guard let all = data.last?.sequences else { return [] }
            var generator = SeededGenerator(seed: recipe.seed, stream: 0)
            let order = generator.permutation(all.count)
            return order.prefix(recipe.initialization.calibrationExamples).map { all[$0] }
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

    extension ParameterStore {
        /// SHA-256 of all values in order.
        fileprivate func fingerprint() throws -> String {
            var hash = SHA256()
            for name in names { try self[name].floats().withUnsafeBytes { hash.update($0) } }
            return hash.hexDigest
        }
    }
#endif
