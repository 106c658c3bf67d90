#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Rates and groups of parameters", .oneAtATime)
    struct ParameterTests {
        @Test("the rate warms up from the first step and then runs in a line towards the end factor")
        func schedule() {
            let schedule = LearningRateSchedule(learningRate: 2, warmup: 0.2, startFactor: 0.5, endFactor: 0.25)
            let rates = (0..<10).map { schedule.rate(step: $0, of: 10) }
            expectClose(
                rates, [0.5, 1, 1, 0.937_5, 0.875, 0.812_5, 0.75, 0.687_5, 0.625, 0.562_5], tolerance: 1e-12)
        }

        @Test("without warm-up the first step has the full rate; equal factors keep it constant")
        func constant() {
            let schedule = LearningRateSchedule(learningRate: 3e-4, startFactor: 0.5, endFactor: 0.5)
            #expect((0..<7).allSatisfy { schedule.rate(step: $0, of: 7) == 1.5e-4 })
            #expect(LearningRateSchedule(learningRate: 1).rate(step: 0, of: 1) == 1)
            #expect(LearningRateSchedule(learningRate: 1, warmup: 0.9).rate(step: 0, of: 1) == 1)
        }

        private static func groups(
            embeddings: Bool, neurons: Bool
        ) throws -> (student: StudentModel, groups: [AdamW.Group]) {
            let student = try TinyTraining.student(of: TinyTraining.teacher(), SpikingConfig(), method: .teacher)
            let groups = ParameterGroups(
                weightDecay: 0.1, neuronRateScale: 2, trainsEmbeddings: embeddings, trainsNeurons: neurons)
            return (student, groups.groups(of: student.parameters))
        }

        private static func names(_ group: AdamW.Group, _ student: StudentModel) -> Set<String> {
            Set(
                student.parameters.names.filter { name in
                    group.parameters.contains { $0 === student.parameters[name] }
                })
        }

        @Test("matrices decay; vectors do not; thresholds, gains, shifts and scales have their own rate")
        func groups() throws {
            let (student, groups) = try Self.groups(embeddings: true, neurons: true)
            #expect(groups.map(\.weightDecay) == [0.1, 0, 0] && groups.map(\.rateScale) == [1, 1, 2])
            let matrices = Self.names(groups[0], student)
            #expect(matrices.allSatisfy { student.parameters[$0].shape.count == 2 })
            #expect(matrices.contains(TensorNames.wordEmbeddings) && matrices.contains("classifier.weight"))
            let vectors = Self.names(groups[1], student)
            #expect(vectors.allSatisfy { $0.hasSuffix(".bias") || $0.contains("LayerNorm") })
            let neurons = Self.names(groups[2], student)
            #expect(neurons.allSatisfy { $0.hasPrefix("spiking.") || $0.hasSuffix(StudentModel.logScale) })
            #expect(matrices.count + vectors.count + neurons.count == student.parameters.names.count)
            #expect(groups.flatMap(\.parameters).count == student.parameters.names.count)
        }

        @Test("calibrated scales, zero points and rounded type embeddings stay fixed; thresholds are learned")
        func quantizers() throws {
            for method in [QuantizerMethod.uniform, .learnedThresholds] {
                let student = try TinyTraining.student(
                    of: TinyTraining.teacher(), SpikingConfig(weightEncoding: .uniform(bits: 3)), method: .teacher,
                    design: StudentDesign(quantizer: method))
                let groups = ParameterGroups(
                    weightDecay: 0.1, neuronRateScale: 2, trainsEmbeddings: false, trainsNeurons: true,
                    trainsScales: method.learnsScale, freezesTypes: true
                ).groups(of: student.parameters)
                let trained = groups.reduce(into: Set<String>()) { $0.formUnion(Self.names($1, student)) }
                #expect(trained.contains { $0.hasSuffix(StudentModel.logScale) } == method.learnsScale)
                #expect(trained.contains { $0.hasSuffix(TensorNames.weightThresholds) } == method.hasThresholds)
                #expect(!trained.contains { $0.hasSuffix(TensorNames.weightZero) })
                #expect(!trained.contains(TensorNames.typeEmbeddings))
            }
        }

        @Test("embeddings and neurons stay fixed when the recipe says so; weight scales are still learned")
        func fixed() throws {
            let (student, groups) = try Self.groups(embeddings: false, neurons: false)
            #expect(!Self.names(groups[0], student).contains(TensorNames.wordEmbeddings))
            #expect(!Self.names(groups[0], student).contains(TensorNames.positionEmbeddings))
            let neurons = Self.names(groups[2], student)
            #expect(neurons.count == 12 && neurons.allSatisfy { $0.hasSuffix(StudentModel.logScale) })
        }

        @Test("a store keeps its order, and copies are independent")
        func store() throws {
            var store = ParameterStore()
            for name in ["b", "a", "c"] { store.set(name, Tensor([1], shape: [1])) }
            store.set("a", Tensor([2, 3], shape: [2]))
            #expect(store.names == ["b", "a", "c"] && store["a"].count == 2 && store.find("d") == nil)
            let copy = store.copied(to: .cpu)
            store["a"].copy(from: Tensor([9, 9], shape: [2]))
            #expect(try copy["a"].floats() == [2, 3])
        }
    }

    @Suite("The trainer's state goes to disk and back bit for bit", .oneAtATime)
    struct TrainerStateTests {
        /// A store and an optimiser after `steps` steps on seeded gradients.
        private static func trained(_ steps: Int) throws -> (ParameterStore, AdamW) {
            var store = ParameterStore()
            store.set("weight", Tensor([0.1, -2, 3, 1e-30], shape: [2, 2]))
            store.set("bias", Tensor([1, 2], shape: [2]))
            let groups = ["weight", "bias"].map {
                AdamW.Group(parameters: [store[$0].requiresGradient()], weightDecay: 0.1)
            }
            let optimizer = AdamW(groups: groups)
            for step in 0..<steps { try self.step(store, optimizer, step) }
            return (store, optimizer)
        }

        private static func step(_ store: ParameterStore, _ optimizer: AdamW, _ step: Int) throws {
            optimizer.clearGradients()
            let loss = (store["weight"] * Double(step + 1)).exp().sum() + (store["bias"] - 7).squared().sum()
            try loss.backward()
            try optimizer.step(rate: 0.01)
        }

        private static func values(_ store: ParameterStore, _ optimizer: AdamW) throws -> [[UInt32]] {
            let moments = optimizer.moments.flatMap { $0.flatMap { [$0.first, $0.second, $0.steps] } }
            return try (store.names.map { store[$0] } + moments).map { try $0.floats().map(\.bitPattern) }
        }

        @Test("restored parameters and moments are the saved ones, and training goes on the same")
        func roundTrip() throws {
            try withTemporaryFolder { folder in
                let state = folder.appendingPathComponent("state")
                let progress = TrainerState.Progress(
                    step: 3, tokens: 77, seconds: 1.5, fingerprint: "abc", matrixType: "float32")
                let (store, optimizer) = try Self.trained(3)
                #expect(!TrainerState.exists(at: state))
                try TrainerState.write(progress, parameters: store, optimizer: optimizer, to: state)
                let saved = try Self.values(store, optimizer)
                for step in 3..<6 { try Self.step(store, optimizer, step) }

                let (other, second) = try Self.trained(1)
                #expect(TrainerState.exists(at: state))
                #expect(try TrainerState.progress(at: state) == progress)
                try TrainerState.restore(parameters: other, optimizer: second, from: state)
                #expect(try Self.values(other, second) == saved)
                for step in 3..<6 { try Self.step(other, second, step) }
                #expect(try Self.values(other, second) == Self.values(store, optimizer))
            }
        }

        @Test("a state of another model is refused by tensor and shape; a new state replaces an old one")
        func mismatch() throws {
            try withTemporaryFolder { folder in
                let state = folder.appendingPathComponent("state")
                let (store, optimizer) = try Self.trained(1)
                var progress = TrainerState.Progress(
                    step: 1, tokens: 1, seconds: 1, fingerprint: "", matrixType: "float32")
                try TrainerState.write(progress, parameters: store, optimizer: optimizer, to: state)
                progress.step = 2
                try TrainerState.write(progress, parameters: store, optimizer: optimizer, to: state)
                #expect(try TrainerState.progress(at: state).step == 2)
                var larger = store
                larger.set("bias", Tensor([1, 2, 3], shape: [3]))
                let error = #expect(throws: FormatError.self) {
                    try TrainerState.restore(parameters: larger, optimizer: optimizer, from: state)
                }
                #expect(error?.description.contains("tensor 'bias' has shape [2]") == true)
            }
        }
    }
#endif
