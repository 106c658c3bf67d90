#if Training
    import SpikeCore
    import SpikeModel
    import SpikeTraining

    /// Everything that decides a distillation beside the teacher and the data. Copied into every output.
    public struct Recipe: Sendable, Equatable, Codable {
        /// Name of the recipe in reports.
        public var name: String
        /// Task that the student is for, where the command line does not name one; nil leaves it to the command line.
        public var task: String?
        /// Seed of data order, dropout and fresh weights.
        public var seed: UInt64
        /// The student's sizes, neurons and encodings.
        public var student: StudentPlan
        /// How the student starts.
        public var initialization: InitializationPlan
        /// Batches and sequence length.
        public var batches: BatchPlan
        /// AdamW and clipping.
        public var optimizer: OptimizerPlan
        /// Stages in order; at least one.
        public var stages: [Stage]
        /// Type of matrix products.
        public var precision: Precision
        /// Steps between checkpoints.
        public var checkpointEvery: Int
        /// Teacher outputs kept on disk.
        public var teacherCache: TeacherCachePlan
        /// Average that becomes the output; nil for what the last step leaves.
        public var averaging: AveragingPlan?

        /// Creates a recipe.
        public init(
            name: String, task: String? = nil, seed: UInt64 = 0, student: StudentPlan = .init(),
            initialization: InitializationPlan = .init(),
            batches: BatchPlan = .init(), optimizer: OptimizerPlan = .init(), stages: [Stage],
            precision: Precision = .automatic, checkpointEvery: Int = 200,
            teacherCache: TeacherCachePlan = .init(),
            averaging: AveragingPlan? = nil
        ) {
            self.name = name
            self.task = task
            self.seed = seed
            self.student = student
            self.initialization = initialization
            self.batches = batches
            self.optimizer = optimizer
            self.stages = stages
            self.precision = precision
            self.checkpointEvery = checkpointEvery
            self.teacherCache = teacherCache
            self.averaging = averaging
        }

        /// Checks ranges and combinations; messages name the key.
        public func validate() throws(RecipeError) {
            do { try student.spiking.validate() } catch { throw .invalid(key: "student", why: error.inRecipeWords) }
            try student.validateNeurons()
            try student.validateUse()
            guard !stages.isEmpty else { throw .invalid(key: "stages", why: "is empty; give at least one stage") }
            for (index, stage) in stages.enumerated() { try validate(stage, key: "stages[\(index)]") }
            try batches.validate()
            guard checkpointEvery >= 1 else { throw .invalid(key: "checkpointEvery", why: "must be at least 1") }
            try optimizer.validate()
            try teacherCache.validate()
            try averaging?.validate()
            try validateAnnealing()
            try initialization.validate()
            try initialization.validateUse(by: student)
            if student.spiking.schedule == .perStep, initialization.method == .dataAware {
                throw .invalid(
                    key: "initialization.method",
                    why: "dataAware needs counted or realResidual; use teacher for perStep")
            }
            try student.validateQuantizer()
            if initialization.method == .dataAware, !student.quantizer.keepsScale {
                throw .invalid(
                    key: "initialization.method",
                    why: "dataAware rounds to a scale that stays, and absmean follows the weights; use teacher")
            }
        }

        private func validate(_ stage: Stage, key: String) throws(RecipeError) {
            guard (stage.steps == nil) != (stage.epochs == nil) else {
                throw .invalid(key: key, why: "give exactly one of steps and epochs")
            }
            try stage.validateLength(key: key)
            try stage.losses.validate(key: key + ".losses")
            try stage.schedule.validate(key: key + ".schedule")
            try stage.validateExtensions(key: key)
            guard stage.kind == .general || stage.text == nil else {
                throw .invalid(key: key + ".text", why: "only a general stage reads a text file")
            }
            guard stage.kind != .general || stage.text != nil else {
                throw .invalid(key: key + ".text", why: "a general stage needs a text file")
            }
            guard stage.kind != .general || (stage.losses.logit == 0 && stage.losses.label == 0) else {
                throw .invalid(
                    key: key + ".losses", why: "a general stage has no logits or labels; use hiddenState, attention")
            }
        }
    }
#endif
