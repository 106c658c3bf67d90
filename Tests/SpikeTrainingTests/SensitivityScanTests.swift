#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("Sensitivity of linear layers", .oneAtATime)
    struct SensitivityScanTests {
        @Test("a design is scanned with the scales that its students start with")
        func scalesOfTheDesign() throws {
            let teacher = TinyTraining.teacher(TinyModels.config(hiddenSize: 32, heads: 4, intermediateSize: 64))
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(timeSteps: 8, weightEncoding: .float32), method: .teacher)
            func errors(_ quantizer: QuantizerMethod, _ encoding: WeightEncoding) throws -> [Double?] {
                let scan = SensitivityScan(
                    candidates: [encoding], granularity: .perRow, design: StudentDesign(quantizer: quantizer))
                return try scan.run(student, batches: [TinyTraining.batch(TinyTraining.sequences(20))])
                    .map { $0.errors[encoding] }
            }
            // mean|W| is the binary scale of least squared error, and no ternary one.
            #expect(try errors(.absmean, .binary) == errors(.learnedScale, .binary))
            #expect(try errors(.absmean, .ternary) != errors(.learnedScale, .ternary))
        }

        @Test("fewer bits move the output more, and the student is left as it was")
        func scan() throws {
            let teacher = TinyTraining.teacher(TinyModels.config(hiddenSize: 32, heads: 4, intermediateSize: 64))
            let student = try TinyTraining.student(
                of: teacher, SpikingConfig(timeSteps: 8, weightEncoding: .float32), method: .teacher)
            let before = try student.parameters.names.map { try student.parameters[$0].floats() }
            let scan = SensitivityScan(
                candidates: [.float32, .uniform(bits: 8), .uniform(bits: 3), .binary], granularity: .perRow,
                design: StudentDesign())
            var seen: [Int] = []
            let findings = try scan.run(student, batches: [TinyTraining.batch(TinyTraining.sequences(20))]) {
                done, total in
                seen.append(done)
                #expect(total == 12)
            }
            #expect(seen == Array(1...12))
            #expect(findings.map(\.layer) == [Int](repeating: 0, count: 6) + [Int](repeating: 1, count: 6))
            for finding in findings {
                let errors = finding.errors
                #expect(errors[.float32] == 0)
                #expect(errors[.uniform(bits: 8), default: 1] < errors[.uniform(bits: 3), default: 0])
                #expect(errors[.uniform(bits: 3), default: 1] < errors[.binary, default: 0])
                let rows = finding.linear.shape(student.config.encoder).outputFeatures
                #expect(finding.storedBits[.float32] == 32 * finding.weights)
                #expect(finding.storedBits[.binary] == finding.weights + 32 * rows)
                #expect(finding.storedBits[.uniform(bits: 3)] == 3 * finding.weights + 32 * rows)
            }
            for (name, values) in zip(student.parameters.names, before) {
                #expect(try student.parameters[name].floats() == values)
            }
        }
    }
#endif
