#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTinyModels
    import SpikeTraining

    /// Tiny teachers, students and batches of this target.
    enum TinyTraining {
        static func teacher(_ config: BERTConfig = TinyModels.config(), seed: UInt64 = 1) -> TeacherModel {
            var store = ParameterStore()
            for (name, tensor) in TinyModels.teacher(config, seed: seed).sorted(by: { $0.key < $1.key }) {
                store.set(name, Tensor(tensor.values, shape: tensor.shape))
            }
            return TeacherModel(config: config, parameters: store, device: .cpu)
        }

        static func sequences(_ count: Int, longest: Int = 24, seed: UInt64 = 3) -> [TokenSequence] {
            var generator = SeededGenerator(seed: seed, stream: 33)
            return (0..<count).map { index in
                let length = index == 0 ? 1 : 1 + generator.integer(below: longest)
                return TokenSequence(
                    ids: (0..<length).map { _ in Int32(generator.integer(below: TinyModels.vocabulary.count)) },
                    typeIDs: (0..<length).map { $0 * 2 < length ? 0 : 1 })
            }
        }

        static func batch(_ sequences: [TokenSequence]) -> PaddedBatch { PaddedBatch(sequences, device: .cpu) }

        static func student(
            of teacher: TeacherModel, _ spiking: SpikingConfig, method: StudentInitialization.Method = .dataAware,
            mapping: [Int]? = nil, gainExponent: Double = 0.7, seed: UInt64 = 5, encoder: BERTConfig? = nil,
            design: StudentDesign = StudentDesign()
        ) throws -> StudentModel {
            let encoder = encoder ?? teacher.config
            let initialization = StudentInitialization(
                layerMapping: mapping ?? Array(0..<encoder.layers), method: method, gainExponent: gainExponent,
                seed: seed)
            return try initialization.student(
                of: teacher, config: SpikingBERTConfig(encoder: encoder, spiking: spiking), design: design,
                examples: batch(sequences(40)))
        }

        /// Mean squared error of the student's hidden states over real tokens, one per tap.
        static func errors(_ student: StudentModel, _ teacher: TeacherModel, _ batch: PaddedBatch) throws -> [Double] {
            try Engine.withoutGradients {
                let mine = try student.forward(batch, computeType: .float32).hiddenStates
                let theirs = try teacher.forward(batch).hiddenStates
                return try zip(mine, theirs).map { left, right in
                    try (batch.realTokens(of: left) - batch.realTokens(of: right)).squared().mean().item()
                }
            }
        }
    }
#endif
