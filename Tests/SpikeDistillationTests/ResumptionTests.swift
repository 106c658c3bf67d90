#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    /// What every kind of training keeps beside plain parameters has to be in its state.
    @Suite("A stopped training of any kind goes on to the last bit", .oneAtATime)
    struct ResumptionTests {
        struct Kind: CustomTestStringConvertible {
            let testDescription: String
            let student: StudentPlan
            var method = StudentInitialization.Method.dataAware
            var change: @Sendable (inout Recipe) -> Void = { _ in }
        }

        private static func realResidual(_ neuron: NeuronPlan) -> StudentPlan {
            StudentPlan(schedule: .realResidual, timeSteps: 2, neuron: neuron)
        }

        static let kinds = [
            Kind(
                testDescription: "ramps that sharpen",
                student: StudentPlan(
                    weightEncoding: .uniform(bits: 3), quantizer: .differential,
                    sharpness: SharpnessPlan(from: 1, to: 8, share: 0.8))),
            Kind(testDescription: "elastic neurons", student: realResidual(NeuronPlan(kind: .elastic))),
            Kind(testDescription: "adaptive thresholds", student: realResidual(NeuronPlan(kind: .adaptive))),
            Kind(
                testDescription: "feedback",
                student: StudentPlan(schedule: .perStep, timeSteps: 3, spikeKind: .binary, hasFeedback: true),
                method: .teacher),
            Kind(
                testDescription: "a projection to the teacher's width",
                student: StudentPlan(layers: 1, hiddenSize: 12, heads: 2, intermediateSize: 20), method: .teacher),
            Kind(
                testDescription: "steps of several batches", student: StudentPlan(),
                change: { $0.batches.accumulation = 3 }),
            Kind(testDescription: "bfloat16 products", student: StudentPlan(), change: { $0.precision = .bfloat16 }),
        ]

        @Test("in either stage and between them", arguments: kinds, [2, 4, 6])
        func resuming(kind: Kind, step: Int) throws {
            var recipe = TinyDistillation.recipe(student: kind.student, method: kind.method, steps: 4)
            kind.change(&recipe)
            try withTemporaryFolder { folder in
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: step, log: log)
                }
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }
    }
#endif
