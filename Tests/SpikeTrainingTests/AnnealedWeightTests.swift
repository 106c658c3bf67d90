#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Weights on the way from real to quantized", .oneAtATime)
    struct AnnealedWeightTests {
        /// A linear layer's gradient G_W, for a gradient G of the weight that is multiplied with.
        private static func gradient(_ student: StudentModel, share: Double, _ upstream: [Float]) throws -> [Float] {
            var student = student
            student.quantizedShare = share
            let name = TensorNames.linear(.query, layer: 0) + TensorNames.weight
            let latent = Tensor(try student.parameters[name].floats(), shape: student.parameters[name].shape)
                .requiresGradient()
            let weight = student.annealedWeight(latent, .query, 0, as: .float32)
            try (weight * Tensor(upstream, shape: latent.shape)).sum().backward()
            return try #require(latent.gradient).floats()
        }

        private static func student(_ quantizer: QuantizerMethod, _ encoding: WeightEncoding) throws -> StudentModel {
            try TinyTraining.student(
                of: TinyTraining.teacher(), SpikingConfig(timeSteps: 2, weightEncoding: encoding), method: .teacher,
                design: StudentDesign(quantizer: quantizer))
        }

        private static func upstream(_ student: StudentModel) throws -> [Float] {
            let name = TensorNames.linear(.query, layer: 0) + TensorNames.weight
            var generator = SeededGenerator(seed: 31)
            return generator.signedUnits(student.parameters[name].count)
        }

        @Test("have (1 − λ) G + λ G of the quantizer", arguments: [QuantizerMethod.learned, .learnedScale, .uniform])
        func annealed(quantizer: QuantizerMethod) throws {
            let student = try Self.student(quantizer, .ternary)
            let upstream = try Self.upstream(student)
            let quantized = try Self.gradient(student, share: 1, upstream)
            #expect(try Self.gradient(student, share: 0, upstream) == upstream)
            if quantizer == .learned {
                #expect(quantized.contains(0), "weights beyond the codes pass nothing")
            }
            let mixed = try Self.gradient(student, share: 0.25, upstream)
            for (index, value) in mixed.enumerated() {
                #expect(abs(value - (0.75 * upstream[index] + 0.25 * quantized[index])) < 1e-6)
            }
        }

        @Test(
            "absmean: the mean is no function of the weights, and they pass all",
            arguments: [WeightEncoding.binary, .ternary])
        func absmean(encoding: WeightEncoding) throws {
            let student = try Self.student(.absmean, encoding)
            let upstream = try Self.upstream(student)
            #expect(try Self.gradient(student, share: 1, upstream) == upstream)
        }
    }
#endif
