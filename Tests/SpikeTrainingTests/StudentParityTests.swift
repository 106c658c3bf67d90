#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization
    import SpikeReference
    import SpikeRuntime
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    /// One student three ways: in training, packed in the runtime, packed in the scalar reference.
    ///
    /// Reals differ in their last digits, so a neuron at its firing level may fall on the other side; then a count and all
    /// behind it change a little. Spike totals per site tell whether that happened.
    @Suite("Training, packed runtime and reference agree", .oneAtATime)
    struct StudentParityTests {
        /// Logits of magnitude about one, when every site fired alike; 5e-7 was measured.
        static let roundingTolerance: Float = 1e-5
        /// Logits when some count differs.
        static let flippedTolerance: Float = 0.1
        /// Students of a test whose spikes may differ somewhere.
        static let flippedShare = 0.1

        static let sequences = TinyTraining.sequences(7, seed: 11)

        static func labels(_ logits: [[Float]]) -> [Int?] { logits.map { $0.firstIndex(of: $0.max() ?? 0) } }

        static func worst(_ left: [[Float]], _ right: [[Float]]) -> Float {
            zip(left.joined(), right.joined()).reduce(0) { max($0, abs($1.0 - $1.1)) }
        }

        static func rows(_ logits: Tensor?) throws -> [[Float]] {
            let values = try #require(logits).floats()
            return stride(from: 0, to: values.count, by: 2).map { Array(values[$0..<($0 + 2)]) }
        }

        /// Holds three sets of logits against each other; returns whether the engine's spikes were the runtime's.
        static func compare(_ logits: [[Float]], _ student: StudentModel, spikes: SpikeStatistics?, _ place: Comment)
            throws -> Bool
        {
            let packed = try StudentPacker.pack(student.checkpoint())
            let runtime = try SpikingClassifier(packed).predict(sequences)
            let reference = try ReferenceStudent(packed).predict(sequences)
            let isSame = spikes == nil || spikes == runtime.spikes
            let tolerance = isSame ? roundingTolerance : flippedTolerance
            #expect(worst(logits, runtime.logits) <= tolerance, place)
            #expect(
                worst(logits, reference.logits) <= (reference.spikes == runtime.spikes ? tolerance : flippedTolerance),
                place)
            #expect(labels(logits) == labels(runtime.logits) && labels(logits) == labels(reference.logits), place)
            #expect(runtime.spikes?.spikesPerNeuron ?? 0 > 0.05, "a silent student proves nothing")
            return isSame
        }

        @Test("counted students of every encoding, granularity, kind and T", arguments: SpikeKind.allCases)
        func counted(kind: SpikeKind) throws {
            let teacher = TinyTraining.teacher()
            let batch = TinyTraining.batch(Self.sequences)
            var flipped = 0
            var students = 0
            for encoding in WeightEncoding.samples {
                for granularity in ScaleGranularity.plain {
                    for timeSteps in [1, 2, 4] {
                        let student = try TinyTraining.student(
                            of: teacher,
                            SpikingConfig(
                                timeSteps: timeSteps, spikeKind: kind, weightEncoding: encoding,
                                scaleGranularity: granularity))
                        let logits = try Engine.withoutGradients {
                            try Self.rows(student.forward(batch, computeType: .float32).logits)
                        }
                        let spikes = try student.spikeStatistics(batch, computeType: .float32)
                        let isSame = try Self.compare(
                            logits, student, spikes: spikes, "\(encoding.name) \(granularity) T = \(timeSteps)")
                        students += 1
                        if !isSame { flipped += 1 }
                    }
                }
            }
            #expect(Double(flipped) <= Self.flippedShare * Double(students), "\(flipped) of \(students) students")
        }

        @Test("students of every quantizer, encoding and granularity", arguments: QuantizerMethod.allCases)
        func quantizers(method: QuantizerMethod) throws {
            let teacher = TinyTraining.teacher(TinyModels.config(intermediateSize: 36))
            let batch = TinyTraining.batch(Self.sequences)
            var flipped = 0
            var students = 0
            for encoding in WeightEncoding.quantized where method.objection(to: encoding) == nil {
                for granularity in ScaleGranularity.plain + [.perGroup(size: 4)] {
                    let mixed = LayerEncoding(layer: 1, linear: .intermediate, encoding: .ternary)
                    let student = try TinyTraining.student(
                        of: teacher,
                        SpikingConfig(
                            timeSteps: 4, weightEncoding: encoding, mixedEncodings: [mixed],
                            scaleGranularity: granularity),
                        method: method.keepsScale ? .dataAware : .teacher, design: StudentDesign(quantizer: method))
                    let logits = try Engine.withoutGradients {
                        try Self.rows(student.forward(batch, computeType: .float32).logits)
                    }
                    let spikes = try student.spikeStatistics(batch, computeType: .float32)
                    let isSame = try Self.compare(
                        logits, student, spikes: spikes, "\(method) \(encoding.name) \(granularity)")
                    students += 1
                    if !isSame { flipped += 1 }
                }
            }
            #expect(Double(flipped) <= Self.flippedShare * Double(students), "\(flipped) of \(students) students")
        }

        @Test("students with unlearned scales take mean|W|, as the packer does")
        func unlearnedScales() throws {
            let teacher = TinyTraining.teacher()
            let initialization = StudentInitialization(
                layerMapping: [0, 1], method: .teacher, gainExponent: 0, seed: 1)
            let batch = TinyTraining.batch(Self.sequences)
            for granularity in ScaleGranularity.plain {
                let config = SpikingBERTConfig(
                    encoder: teacher.config, spiking: SpikingConfig(timeSteps: 4, scaleGranularity: granularity))
                let student = try initialization.student(
                    of: teacher, config: config, design: StudentDesign(quantizer: .absmean, hasGain: false),
                    examples: TinyTraining.batch(TinyTraining.sequences(40)))
                let logits = try Engine.withoutGradients {
                    try Self.rows(student.forward(batch, computeType: .float32).logits)
                }
                let spikes = try student.spikeStatistics(batch, computeType: .float32)
                #expect(try Self.compare(logits, student, spikes: spikes, "\(granularity)"))
            }
        }

        /// A `perStep` student with thresholds that make its neurons fire.
        static func perStep(_ encoding: WeightEncoding, timeSteps: Int, leak: Float, seed: UInt64) throws
            -> StudentModel
        {
            let student = try TinyTraining.student(
                of: TinyTraining.teacher(seed: seed),
                SpikingConfig(
                    schedule: .perStep, timeSteps: timeSteps, spikeKind: .binary, leak: leak, weightEncoding: encoding),
                method: .teacher)
            var generator = SeededGenerator(seed: seed)
            for name in student.parameters.names where name.hasSuffix(StudentModel.logThreshold) {
                let threshold = 0.6 + 0.3 * generator.signedUnit()
                student.parameters[name].copy(from: Tensor([threshold], shape: [1]).log())
            }
            return student
        }

        @Test(
            "perStep students: logits from measured rates", arguments: WeightEncoding.all,
            [(1, 1), (4, 1), (8, 0.9)] as [(Int, Float)])
        func perStepLogits(encoding: WeightEncoding, window: (timeSteps: Int, leak: Float)) throws {
            let student = try Self.perStep(encoding, timeSteps: window.timeSteps, leak: window.leak, seed: 2)
            let batch = TinyTraining.batch(Self.sequences)
            let logits = try Engine.withoutGradients {
                let rates = try student.measuredRates(batch, computeType: .float32)
                return try Self.rows(student.forward(batch, computeType: .float32, measuredRates: rates).logits)
            }
            _ = try Self.compare(logits, student, spikes: nil, "\(encoding.name)")
        }

        @Test("perStep students: the measured rates are the runtime's spikes per step, times the firing threshold")
        func perStepRates() throws {
            let timeSteps = 6
            let student = try Self.perStep(.ternary, timeSteps: timeSteps, leak: 1, seed: 4)
            let batch = TinyTraining.batch(Self.sequences)
            let rates = try student.measuredRates(batch, computeType: .float32)
            var counts: [[Float]] = [[], [], []]
            _ = try SpikingClassifier(StudentPacker.pack(student.checkpoint())).predict(Self.sequences) { activity in
                let tap = activity.site == .embedding ? 0 : activity.site == .layerOutput ? activity.layer + 1 : nil
                if let tap { counts[tap] += activity.counts.map(Float.init) }
            }
            var differing = 0
            var total = 0
            for (tap, rate) in rates.enumerated() {
                let module = TensorNames.site(tap == 0 ? .embedding : .layerOutput, layer: tap - 1)
                let threshold = Float(try student.parameters[module + StudentModel.logThreshold].exp().item())
                let values = try batch.realTokens(of: rate).floats()
                try #require(values.count == counts[tap].count)
                for (value, count) in zip(values, counts[tap]) where abs(value - count * threshold / 6) > 1e-5 {
                    differing += 1
                }
                total += values.count
            }
            #expect(Double(differing) <= 2e-3 * Double(total), "\(differing) of \(total) rates")
        }

        @Test("a checkpoint goes back into training with the same logits")
        func checkpointRoundTrip() throws {
            let student = try TinyTraining.student(of: TinyTraining.teacher(), SpikingConfig())
            let batch = TinyTraining.batch(Self.sequences)
            let again = StudentModel(try student.checkpoint(), design: student.design, device: .cpu)
            let (left, right) = try Engine.withoutGradients {
                (
                    try Self.rows(student.forward(batch, computeType: .float32).logits),
                    try Self.rows(again.forward(batch, computeType: .float32).logits)
                )
            }
            #expect(Self.worst(left, right) <= Self.roundingTolerance)
        }
    }
#endif
