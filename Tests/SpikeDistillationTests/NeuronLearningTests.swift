#if Training
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Students of every neuron learn, and the same every time", .oneAtATime)
    struct NeuronLearningTests {
        struct Example: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let student: StudentPlan
        }

        static let examples: [Example] = [
            Example(
                testDescription: "elastic",
                student: StudentPlan(schedule: .realResidual, timeSteps: 3, neuron: NeuronPlan(kind: .elastic))),
            Example(
                testDescription: "elastic, frozen, symmetric",
                student: StudentPlan(
                    schedule: .realResidual, timeSteps: 2, learnsThreshold: false,
                    neuron: NeuronPlan(kind: .elastic, membrane: .symmetric, frequencyFactor: 1))),
            Example(
                testDescription: "leaky with a real residual",
                student: StudentPlan(
                    schedule: .realResidual, timeSteps: 3, leak: 0.9, surrogate: SurrogateGradient(kind: .triangle))),
            Example(
                testDescription: "adaptive with a real residual",
                student: StudentPlan(
                    schedule: .realResidual, timeSteps: 3, neuron: NeuronPlan(kind: .adaptive),
                    surrogate: SurrogateGradient(kind: .sigmoid))),
            Example(
                testDescription: "perStep through time",
                student: StudentPlan(
                    schedule: .perStep, timeSteps: 4, spikeKind: .binary, gradient: .surrogate,
                    surrogate: SurrogateGradient(kind: .arctan, width: 2))),
            Example(
                testDescription: "perStep, adaptive",
                student: StudentPlan(
                    schedule: .perStep, timeSteps: 4, spikeKind: .binary, neuron: NeuronPlan(kind: .adaptive))),
            Example(
                testDescription: "perStep, graded, through the chain",
                student: StudentPlan(
                    schedule: .perStep, timeSteps: 3, spikeKind: .binary, neuron: NeuronPlan(levels: 3))),
            Example(
                testDescription: "perStep with feedback, at its equilibrium",
                student: StudentPlan(schedule: .perStep, timeSteps: 4, spikeKind: .binary, hasFeedback: true)),
            Example(
                testDescription: "perStep with feedback, at measured rates",
                student: StudentPlan(
                    schedule: .perStep, timeSteps: 4, spikeKind: .binary, replacesRates: true, hasFeedback: true)),
            Example(
                testDescription: "counted with levels and salient channels",
                student: StudentPlan(
                    timeSteps: 1, neuron: NeuronPlan(levels: 2, quadrupledChannels: 0.1, doubledChannels: 0.2))),
        ]

        @Test("forty steps lower the loss; a second run gives the same losses", arguments: examples)
        func learns(example: Example) throws {
            let method: StudentInitialization.Method = example.student.schedule == .perStep ? .teacher : .dataAware
            let recipe = TinyDistillation.recipe(student: example.student, method: method, steps: 20)
            let losses = try (0..<2).map { _ in
                try withTemporaryFolder { try TinyDistillation.run(recipe, in: $0).log }
            }
            #expect(losses[0].losses == losses[1].losses)
            let stage = losses[0].losses.prefix(20)
            let (first, last) = (stage.prefix(4).reduce(0, +), stage.suffix(4).reduce(0, +))
            #expect(last < 0.93 * first, "\(example.testDescription): \(first / 4) to \(last / 4)")
            let isChain =
                example.student.schedule == .perStep && example.student.neuron.kind == .leaky
                && example.student.gradient == nil
            #expect((losses[0].reports.last?.meanSpikeRate == nil) == isChain)
            let solved = ["equilibriumResidual", "equilibriumIterations", "adjointResidual", "adjointIterations"]
            for report in losses[0].reports where example.student.hasFeedback {
                let parts = Dictionary(uniqueKeysWithValues: report.parts.map { ($0.name, $0.value) })
                for name in solved {
                    let value = try #require(parts[name], "\(name)")
                    #expect(value.isFinite && value >= 0)
                }
                // Measured rates are taken as they are; nothing is solved for.
                #expect((parts["equilibriumIterations"] == 0) == example.student.replacesRates)
            }
        }
    }
#endif
