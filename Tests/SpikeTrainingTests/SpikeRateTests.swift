#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("The differentiable spike rate", .oneAtATime)
    struct SpikeRateTests {
        /// Means of some thousand single-precision values.
        static let roundingTolerance = 1e-5

        static func student(_ kind: SpikeKind, timeSteps: Int = 3) throws -> (StudentModel, PaddedBatch) {
            let spiking = SpikingConfig(timeSteps: timeSteps, spikeKind: kind)
            return (
                try TinyTraining.student(of: TinyTraining.teacher(), spiking),
                TinyTraining.batch(TinyTraining.sequences(9, seed: 12))
            )
        }

        @Test("is the mean spike rate of the statistics, over real tokens", arguments: SpikeKind.allCases)
        func value(kind: SpikeKind) throws {
            let (student, batch) = try Self.student(kind)
            let output = try student.forward(batch, computeType: .float32, wantsRate: true)
            let counted = try student.spikeStatistics(batch, computeType: .float32).meanSpikeRate
            let rate = try #require(output.spikeRate).item()
            expectClose(rate, counted, tolerance: Self.roundingTolerance)
            #expect(rate > 0.05)
        }

        @Test("counts a salient channel's spikes, and those of true time steps, as the statistics do")
        func otherNeurons() throws {
            let salient = StudentDesign(neurons: NeuronStart(quadrupledChannels: 0.1, doubledChannels: 0.1))
            let stepped = StudentDesign(gradient: .surrogate)
            for (spiking, method, design) in [
                (
                    SpikingConfig(timeSteps: 2, spikeKind: .ternary, neuron: NeuronConfig(hasSalientChannels: true)),
                    StudentInitialization.Method.dataAware, salient
                ),
                (SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary), .teacher, stepped),
            ] {
                let student = try TinyTraining.student(
                    of: TinyTraining.teacher(), spiking, method: method, design: design)
                let batch = TinyTraining.batch(TinyTraining.sequences(9, seed: 12))
                let output = try student.forward(batch, computeType: .float32, wantsRate: true)
                let counted = try student.spikeStatistics(batch, computeType: .float32).meanSpikeRate
                expectClose(
                    try #require(output.spikeRate).item(), counted, tolerance: Self.roundingTolerance)
                #expect(counted > 0.01)
            }
        }

        @Test("changes no bit of the other outputs", arguments: [ElementType.float32, .bfloat16])
        func sideEffects(type: ElementType) throws {
            let (student, batch) = try Self.student(.ternary)
            let with = try student.forward(batch, computeType: type, wantsScores: true, wantsRate: true)
            let without = try student.forward(batch, computeType: type, wantsScores: true)
            #expect(without.spikeRate == nil)
            #expect(try #require(with.logits).floats() == #require(without.logits).floats())
            for (left, right) in zip(with.hiddenStates, without.hiddenStates) {
                #expect(try left.floats() == right.floats())
            }
        }

        @Test("falls when a firing threshold rises: -(1/TN) sum of |u|/V_th where a neuron fires inside its window")
        func gradient() throws {
            let (student, batch) = try Self.student(.ternary)
            // Nothing fires behind the last site, so its threshold acts on its own spikes alone.
            let name = TensorNames.site(.outputInput, layer: student.config.encoder.layers - 1)
            let threshold = student.parameters[name + StudentModel.logThreshold].requiresGradient()
            let rate = try #require(
                student.forward(batch, computeType: .float32, wantsRate: true).spikeRate)
            try rate.backward()
            let slope = try #require(threshold.gradient).item()
            #expect(slope < 0)
            let before = try rate.item()
            threshold.requiresGradient(false)
            threshold.copy(from: threshold + 0.2)
            let after = try #require(
                student.forward(batch, computeType: .float32, wantsRate: true).spikeRate
            ).item()
            #expect(after < before)
        }

        @Test("of a perStep student is that of its chain, in [0, 1]")
        func chain() throws {
            let spiking = SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary)
            let student = try TinyTraining.student(of: TinyTraining.teacher(), spiking, method: .teacher)
            let batch = TinyTraining.batch(TinyTraining.sequences(9, seed: 12))
            let output = try student.forward(batch, computeType: .float32, wantsRate: true)
            let rate = try #require(output.spikeRate).item()
            #expect((0.01...1).contains(rate))
            let without = try student.forward(batch, computeType: .float32)
            #expect(try #require(output.logits).floats() == #require(without.logits).floats())
        }
    }
#endif
