#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("The head of a teacher with a pooler", .oneAtATime)
    struct PoolerHeadTests {
        /// Mean squared error of a head on the teacher's own hidden states, over the variance of the teacher's logits.
        private static func error(_ weight: Tensor, _ bias: Tensor, _ output: EncoderOutput) throws -> Double {
            let logits = try #require(output.logits)
            let first = try #require(output.hiddenStates.last).selected(0, along: 1)
            let centered = logits - logits.mean(over: [0], keep: true)
            return try (first.linear(weight, bias) - logits).squared().mean().item() / centered.squared().mean().item()
        }

        private static func head(_ parameters: ParameterStore) -> (weight: Tensor, bias: Tensor) {
            (
                parameters[TensorNames.classifier + TensorNames.weight],
                parameters[TensorNames.classifier + TensorNames.bias]
            )
        }

        private static func encoder(_ teacher: TeacherModel) -> BERTConfig {
            var encoder = teacher.config
            encoder.pooling = .cls
            return encoder
        }

        @Test("becomes the linear one that is closest to it; one without a pooler is copied")
        func fitted() throws {
            let teacher = TinyTraining.teacher(TinyModels.config(pooling: .pooler))
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(timeSteps: 2), encoder: Self.encoder(teacher))
            let output = try Engine.withoutGradients {
                try teacher.forward(TinyTraining.batch(TinyTraining.sequences(40)))
            }
            let (weight, bias) = Self.head(student.parameters)
            let (copied, copiedBias) = Self.head(teacher.parameters)
            let fitted = try Self.error(weight, bias, output)
            #expect(fitted < 0.1)
            #expect(try fitted < 0.2 * Self.error(copied, copiedBias, output))
            let plain = TinyTraining.teacher(TinyModels.config(pooling: .cls))
            let same = try TinyTraining.student(of: plain, SpikingConfig(timeSteps: 2), encoder: plain.config)
            #expect(try Self.head(same.parameters).weight.floats() == Self.head(plain.parameters).weight.floats())
        }

        @Test("is no head to go on with: a student without labels gets a fresh one")
        func continued() throws {
            let teacher = TinyTraining.teacher(TinyModels.config(pooling: .pooler))
            var general = Self.encoder(teacher)
            general.labels = []
            let spiking = SpikingConfig(timeSteps: 2)
            let start = try TinyTraining.student(of: teacher, spiking, encoder: general).checkpoint()
            let initialization = StudentInitialization(
                layerMapping: Array(0..<general.layers), method: .student, gainExponent: 0.7, seed: 1)
            let student = try initialization.student(
                continuing: start, of: teacher,
                config: SpikingBERTConfig(encoder: Self.encoder(teacher), spiking: spiking), design: StudentDesign())
            let weight = try Self.head(student.parameters).weight.floats()
            #expect(try weight != Self.head(teacher.parameters).weight.floats())
            #expect(weight.allSatisfy { abs($0) < 0.2 } && weight.contains { $0 != 0 })
        }
    }
#endif
