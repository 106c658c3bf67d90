#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("A student starts from its teacher", .oneAtATime)
    struct StudentInitializationTests {
        /// Wide enough for rounding errors to average out.
        private static let wide = TinyModels.config(layers: 3, hiddenSize: 32, heads: 4, intermediateSize: 64)
        private static let examples = TinyTraining.sequences(40)

        @Test(
            "calibrated thresholds and shifts keep hidden states better than unit thresholds",
            arguments: SpikeKind.allCases)
        func calibration(kind: SpikeKind) throws {
            let teacher = TinyTraining.teacher(Self.wide)
            let spiking = SpikingConfig(timeSteps: 4, spikeKind: kind, weightEncoding: .float32)
            let student = try TinyTraining.student(of: teacher, spiking, method: .teacher, gainExponent: 0)
            let batch = TinyTraining.batch(TinyTraining.sequences(20, seed: 8))
            let calibrated = try TinyTraining.errors(student, teacher, batch)
            for name in student.parameters.names where name.hasPrefix("spiking.") {
                student.parameters[name].copy(from: Tensor.zeros([1]))
            }
            let plain = try TinyTraining.errors(student, teacher, batch)
            #expect(calibrated[0] == 0 && plain[0] == 0)
            for tap in 1...3 { #expect(calibrated[tap] < 0.5 * plain[tap], "tap \(tap)") }
        }

        @Test(
            "rounding with error compensation keeps every layer's output better than rounding to nearest",
            arguments: [WeightEncoding.uniform(bits: 3), .uniform(bits: 2), .balanced(bits: 2), .ternary, .binary],
            ScaleGranularity.plain)
        func dataAware(encoding: WeightEncoding, granularity: ScaleGranularity) throws {
            let teacher = TinyTraining.teacher(Self.wide)
            let spiking = SpikingConfig(timeSteps: 8, weightEncoding: encoding, scaleGranularity: granularity)
            let batch = TinyTraining.batch(Self.examples)
            let nearest = try TinyTraining.errors(
                TinyTraining.student(of: teacher, spiking, method: .teacher), teacher, batch)
            let compensated = try TinyTraining.errors(
                TinyTraining.student(of: teacher, spiking, method: .dataAware), teacher, batch)
            for tap in 1...3 { #expect(compensated[tap] < nearest[tap], "tap \(tap)") }
        }

        @Test("rounding with error compensation keeps outputs better with groups of inputs and zero points too")
        func dataAwareGroups() throws {
            let teacher = TinyTraining.teacher(Self.wide)
            let batch = TinyTraining.batch(Self.examples)
            for bits in [2, 3] {
                let spiking = SpikingConfig(
                    timeSteps: 8, weightEncoding: .uniform(bits: bits), scaleGranularity: .perGroup(size: 8))
                let design = StudentDesign(quantizer: .uniform)
                let nearest = try TinyTraining.errors(
                    TinyTraining.student(of: teacher, spiking, method: .teacher, design: design), teacher, batch)
                let compensated = try TinyTraining.errors(
                    TinyTraining.student(of: teacher, spiking, method: .dataAware, design: design), teacher, batch)
                for tap in 1...3 { #expect(compensated[tap] < nearest[tap], "\(bits) bits, tap \(tap)") }
            }
        }

        @Test("embeddings are rounded before training, and packing with the same precision keeps them bit for bit")
        func roundedEmbeddings() throws {
            let teacher = TinyTraining.teacher(Self.wide)
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(), design: StudentDesign(embeddings: .int4))
            let values = try student.parameters[TensorNames.wordEmbeddings].floats()
            let exact = try teacher.parameters[TensorNames.wordEmbeddings].floats()
            #expect(values == (try EmbeddingPrecision.int4.table(exact, columns: 32, tensor: "t").floats))
            #expect(values != exact)
            let packed = try StudentPacker.pack(student.checkpoint(), embeddings: .int4)
            #expect(packed.wordEmbeddings.floats == values)
        }

        @Test("layers come from the teacher's layers that the mapping names")
        func mapping() throws {
            let teacher = TinyTraining.teacher(TinyModels.config(layers: 4))
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(), method: .teacher, mapping: [1, 3], gainExponent: 0,
                encoder: TinyModels.config(layers: 2))
            for (layer, source) in [1, 3].enumerated() {
                for linear in EncoderLinear.allCases {
                    for suffix in [TensorNames.weight, TensorNames.bias] {
                        let mine = student.parameters[TensorNames.linear(linear, layer: layer) + suffix]
                        let theirs = teacher.parameters[TensorNames.linear(linear, layer: source) + suffix]
                        #expect(try mine.floats() == theirs.floats())
                    }
                }
            }
            for name in [TensorNames.wordEmbeddings, TensorNames.classifier + TensorNames.weight] {
                #expect(try student.parameters[name].floats() == teacher.parameters[name].floats())
            }
        }

        @Test("the teacher's own weights stay untouched")
        func independence() throws {
            let teacher = TinyTraining.teacher()
            let fresh = TinyTraining.teacher()
            _ = try TinyTraining.student(of: teacher, SpikingConfig())
            for name in teacher.parameters.names {
                #expect(try teacher.parameters[name].floats() == fresh.parameters[name].floats(), "\(name)")
            }
        }

        @Test("a student of another width starts from seeded normal weights")
        func otherWidth() throws {
            let teacher = TinyTraining.teacher()
            let narrow = TinyModels.config(hiddenSize: 24, heads: 3, intermediateSize: 48)
            func weights(_ seed: UInt64) throws -> [Float] {
                let student = try TinyTraining.student(
                    of: teacher, SpikingConfig(), method: .teacher, gainExponent: 0, seed: seed, encoder: narrow)
                return try student.parameters[TensorNames.linear(.output, layer: 1) + TensorNames.weight].floats()
            }
            let first = try weights(1)
            let deviation = (first.reduce(0) { $0 + $1 * $1 } / Float(first.count)).squareRoot()
            #expect(first.count == 24 * 48 && abs(deviation - 0.02) < 0.002)
            #expect(try weights(1) == first)
            #expect(try weights(2) != first)
        }

        @Test("initialisation depends on nothing but its inputs")
        func determinism() throws {
            func values() throws -> [[Float]] {
                let student = try TinyTraining.student(of: TinyTraining.teacher(), SpikingConfig())
                return try student.parameters.names.map { try student.parameters[$0].floats() }
            }
            #expect(try values() == values())
        }
    }
#endif
