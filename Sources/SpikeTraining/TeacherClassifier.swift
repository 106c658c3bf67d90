#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel

    /// A teacher as evaluation sees it: float32 matrix products, no dropout.
    public struct TeacherClassifier: LanguageModel {
        private let teacher: TeacherModel

        /// Wraps a teacher that has a head and a pooling.
        public init(_ teacher: TeacherModel) { self.teacher = teacher }

        /// The teacher's config.
        public var config: BERTConfig { teacher.config }

        /// The teacher's logits; it has no spikes.
        public func predict(_ batch: [TokenSequence]) throws -> Prediction {
            guard !batch.isEmpty else { return Prediction(logits: []) }
            return try Engine.withoutGradients {
                let output = try teacher.forward(PaddedBatch(batch, device: teacher.device))
                guard let values = try output.logits?.floats() else {
                    preconditionFailure("a classifier needs a head, and a pooling that it reads")
                }
                let outputs = config.outputs
                return Prediction(
                    logits: batch.indices.map { Array(values[($0 * outputs)..<(($0 + 1) * outputs)]) })
            }
        }

        /// Sentence vectors: the mean of the last hidden state over real tokens (or the first token), 2-norm 1 (arXiv:1908.10084).
        public func embed(_ batch: [TokenSequence], pooling: Pooling) throws -> [[Float]] {
            try Engine.withoutGradients {
                let padded = PaddedBatch(batch, device: teacher.device)
                guard let last = try teacher.forward(padded).hiddenStates.last else { return [] }
                let pooled = EncoderForward.pool(last, padded, pooling)
                let norm = pooled.squared().sum(over: [1], keep: true).squareRoot().atLeast(1e-12)
                let values = try (pooled / norm).floats()
                let width = config.hiddenSize
                return batch.indices.map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
            }
        }
    }
#endif
