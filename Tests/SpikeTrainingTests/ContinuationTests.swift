#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("A student that goes on with another quantizer", .oneAtATime)
    struct ContinuationTests {
        private static func message(
            from first: QuantizerMethod, to second: QuantizerMethod, _ encoding: WeightEncoding = .binary,
            changing change: (StudentModel) -> Void = { _ in }
        ) throws -> String? {
            let teacher = TinyTraining.teacher()
            let spiking = SpikingConfig(timeSteps: 2, weightEncoding: encoding, scaleGranularity: .perRow)
            let student = try TinyTraining.student(
                of: teacher, spiking, method: .teacher, design: StudentDesign(quantizer: first))
            change(student)
            let initialization = StudentInitialization(
                layerMapping: Array(0..<teacher.config.layers), method: .student, gainExponent: 0.7, seed: 1)
            do {
                _ = try initialization.student(
                    continuing: student.checkpoint(), of: teacher,
                    config: SpikingBERTConfig(encoder: teacher.config, spiking: spiking),
                    design: StudentDesign(quantizer: second))
                return nil
            } catch let error as ConfigError {
                return error.description
            }
        }

        private static let refusal = "it was trained with another student.quantizer"

        @Test("is refused where its codes would change under it, and taken where they stay")
        func quantizers() throws {
            func moveScale(_ student: StudentModel) {
                let name = TensorNames.linear(.query, layer: 0) + StudentModel.logScale
                student.parameters[name].copy(from: student.parameters[name] + 0.5)
            }
            #expect(try Self.message(from: .learnedScale, to: .absmean, changing: moveScale) == Self.refusal)
            #expect(try Self.message(from: .absmean, to: .absmean) == nil)
            #expect(try Self.message(from: .absmean, to: .learnedScale) == nil)
            #expect(try Self.message(from: .learnedScale, to: .learned, changing: moveScale) == nil)
            #expect(try Self.message(from: .learnedScale, to: .differential) == Self.refusal)
            #expect(try Self.message(from: .differential, to: .learnedThresholds) == nil)
            #expect(try Self.message(from: .learnedThresholds, to: .learnedScale) == Self.refusal)
            #expect(try Self.message(from: .learnedScale, to: .learnedThresholds, .ternary) == nil)
        }

        @Test("group means are those that the packer takes, to the last bit") func groupMeans() throws {
            forAll(cases: 30) { generator in
                let (groups, length) = (1 + generator.integer(below: 9), 1 + generator.integer(below: 3000))
                let values = generator.signedUnits(groups * length).map { $0 * 0.02 + 0.001 }
                let means = try? Tensor(values, shape: [groups, length]).groupMeans(groups).floats()
                let expected = (0..<groups).map { group in
                    WeightCode.mean(values[(group * length)..<((group + 1) * length)])
                }
                #expect(means == expected)
            }
        }
    }
#endif
