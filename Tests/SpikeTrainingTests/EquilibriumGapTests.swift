#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("The gap between the equilibrium chain and spiking", .oneAtATime)
    struct EquilibriumGapTests {
        @Test("neurons with a constant current are within one spike of the chain, for every T", arguments: [1, 4, 32])
        func embedding(timeSteps: Int) throws {
            let student = try StudentParityTests.perStep(.ternary, timeSteps: 2, leak: 1, seed: 3)
            let sequences = TinyTraining.sequences(40, seed: 12)
            let gap = try EquilibriumGap.measure(student, timeSteps: timeSteps, sequences: sequences)
            let name = TensorNames.site(.embedding, layer: 0) + StudentModel.logThreshold
            let threshold = try student.parameters[name].exp().item()
            #expect(gap.timeSteps == timeSteps && gap.meanAbsoluteGap.count == 3 && gap.meanRate.count == 3)
            #expect(gap.meanAbsoluteGap[0] <= threshold / Double(timeSteps))
            #expect(gap.meanRate.allSatisfy { (0...1).contains($0) } && gap.meanRate[0] > 0.05)
        }

        @Test("counted students have no gap to measure")
        func counted() throws {
            let student = try TinyTraining.student(of: TinyTraining.teacher(), SpikingConfig(), method: .teacher)
            let error = #expect(throws: ConfigError.self) {
                try EquilibriumGap.measure(student, timeSteps: 4, sequences: TinyTraining.sequences(2))
            }
            #expect(
                error?.description == "a counted student is exact in one pass; only perStep students have a gap")
        }
    }
#endif
