#if Training
    import Foundation
    import SpikeModel
    import SpikeTraining

    /// Everything that decides a teacher's fine-tuning beside the checkpoint and the data.
    public struct TeacherRecipe: Sendable, Equatable, Codable {
        /// Seed of data order, dropout and the fresh head.
        public var seed: UInt64
        /// Passes over the data.
        public var epochs: Double
        /// Batches and sequence length.
        public var batches: BatchPlan
        /// Learning rate over the steps.
        public var schedule: LearningRateSchedule
        /// AdamW and clipping.
        public var optimizer: OptimizerPlan
        /// Probability of dropping values.
        public var dropout: Double
        /// How the head reads the sentence.
        public var pooling: Pooling
        /// Type of matrix products.
        public var precision: Precision
        /// Steps between checkpoints.
        public var checkpointEvery: Int

        /// Creates a recipe; the defaults suit small BERTs on GLUE.
        public init(
            seed: UInt64 = 0, epochs: Double = 3, batches: BatchPlan = .init(),
            schedule: LearningRateSchedule = .init(learningRate: 5e-5, warmup: 0.06),
            optimizer: OptimizerPlan = .init(beta2: 0.999, trainsEmbeddings: true), dropout: Double = 0.1,
            pooling: Pooling = .mean, precision: Precision = .automatic, checkpointEvery: Int = 250
        ) {
            self.seed = seed
            self.epochs = epochs
            self.batches = batches
            self.schedule = schedule
            self.optimizer = optimizer
            self.dropout = dropout
            self.pooling = pooling
            self.precision = precision
            self.checkpointEvery = checkpointEvery
        }

        /// Checks ranges; messages name the key.
        public func validate() throws(RecipeError) {
            guard epochs > 0, epochs <= Stage.mostEpochs else {
                throw .invalid(key: "epochs", why: "must be positive and at most \(Int(Stage.mostEpochs))")
            }
            try batches.validate()
            try schedule.validate(key: "schedule")
            try optimizer.validate()
            guard (0..<1).contains(dropout) else { throw .invalid(key: "dropout", why: "must lie in 0..<1") }
            guard checkpointEvery >= 1 else { throw .invalid(key: "checkpointEvery", why: "must be at least 1") }
        }

        /// Canonical JSON of the recipe: what is stored and hashed.
        public func encoded() throws -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self)
        }
    }
#endif
