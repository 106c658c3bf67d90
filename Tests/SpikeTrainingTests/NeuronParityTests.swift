#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeQuantization
    import SpikeRuntime
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    /// Students that run in true time steps, and those of other neurons: training, packed runtime and reference.
    @Suite("Training, packed runtime and reference agree on every neuron", .oneAtATime)
    struct NeuronParityTests {
        static let leaky: [SpikingConfig] = SpikeKind.allCases.flatMap { kind in
            [(1, 1), (4, 1), (5, 0.9)].map { (timeSteps: Int, leak: Float) in
                SpikingConfig(schedule: .realResidual, timeSteps: timeSteps, spikeKind: kind, leak: leak)
            }
        }

        /// As released, potentials and with them α grow from step to step (docs/Equations.md), so that after 8 steps of this
        /// model α is 10¹²; such students run, but their last digits decide.
        static let elastic: [SpikingConfig] = ElasticMembrane.allCases.flatMap { membrane in
            (membrane == .released ? [1, 2, 4] : [1, 2, 4, 8]).map {
                SpikingConfig(
                    schedule: .realResidual, timeSteps: $0, spikeKind: .ternary,
                    neuron: NeuronConfig(kind: .elastic, membrane: membrane))
            }
        }

        static let adaptive: [SpikingConfig] = [
            SpikingConfig(
                schedule: .realResidual, timeSteps: 4, leak: 0.9, neuron: NeuronConfig(kind: .adaptive, growth: 0.3)),
            SpikingConfig(
                schedule: .realResidual, timeSteps: 3, spikeKind: .binary, neuron: NeuronConfig(kind: .adaptive)),
            SpikingConfig(schedule: .perStep, timeSteps: 5, spikeKind: .binary, neuron: NeuronConfig(kind: .adaptive)),
        ]

        static let graded: [SpikingConfig] = [
            SpikingConfig(timeSteps: 2, neuron: NeuronConfig(levels: 3)),
            SpikingConfig(timeSteps: 3, spikeKind: .binary, neuron: NeuronConfig(levels: 2)),
            SpikingConfig(schedule: .realResidual, timeSteps: 3, neuron: NeuronConfig(levels: 2)),
            SpikingConfig(
                schedule: .perStep, timeSteps: 4, spikeKind: .binary, leak: 0.9, neuron: NeuronConfig(levels: 3)),
        ]

        static let salient: [SpikingConfig] = SpikeKind.allCases.map {
            SpikingConfig(timeSteps: 2, spikeKind: $0, neuron: NeuronConfig(hasSalientChannels: true))
        }

        static let feedback: [SpikingConfig] = [
            SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary, hasFeedback: true),
            SpikingConfig(
                schedule: .perStep, timeSteps: 5, spikeKind: .binary, leak: 0.9, scaleGranularity: .perRow,
                hasFeedback: true),
        ]

        static let all = leaky + elastic + adaptive + graded + salient + feedback

        static func student(_ spiking: SpikingConfig, gradient: GradientMethod? = nil) throws -> StudentModel {
            let isPerStep = spiking.schedule == .perStep
            let student = try TinyTraining.student(
                of: TinyTraining.teacher(), spiking, method: isPerStep ? .teacher : .dataAware,
                design: StudentDesign(
                    gradient: gradient ?? (spiking.schedule == .counted ? nil : .surrogate),
                    neurons: NeuronStart(quadrupledChannels: 0.1, doubledChannels: 0.2)))
            if isPerStep {
                for name in student.parameters.names where name.hasSuffix(StudentModel.logThreshold) {
                    student.parameters[name].copy(from: Tensor([0.4], shape: [1]).log())
                }
            }
            return student
        }

        @Test("logits and spikes of every site", arguments: all.indices)
        func parity(index: Int) throws {
            let spiking = Self.all[index]
            let batch = TinyTraining.batch(StudentParityTests.sequences)
            var flipped: [String] = []
            for encoding in WeightEncoding.all {
                var config = spiking
                config.weightEncoding = encoding
                let student = try Self.student(config)
                let logits = try Engine.withoutGradients {
                    try StudentParityTests.rows(student.forward(batch, computeType: .float32).logits)
                }
                let spikes = try student.spikeStatistics(batch, computeType: .float32)
                let isSame = try StudentParityTests.compare(
                    logits, student, spikes: spikes, "\(config.schedule) \(config.neuron) \(encoding.name)")
                if !isSame { flipped.append(encoding.name) }
            }
            #expect(flipped.count <= 2, "students of \(WeightEncoding.all.count) that fired otherwise: \(flipped)")
        }

        @Test("one step of realResidual is the counted student of one step, to the bit", arguments: SpikeKind.allCases)
        func oneStep(kind: SpikeKind) throws {
            let counted = try Self.student(SpikingConfig(timeSteps: 1, spikeKind: kind))
            var stepped = counted
            stepped.config.spiking.schedule = .realResidual
            let batch = TinyTraining.batch(StudentParityTests.sequences)
            func run(_ student: StudentModel) throws -> [Float] {
                try Engine.withoutGradients {
                    let output = try student.forward(batch, computeType: .float32, wantsScores: true)
                    let taps = output.hiddenStates + output.attentionScores
                    return try taps.reduce(StudentParityTests.rows(output.logits).flatMap { $0 }) {
                        try $0 + $1.floats()
                    }
                }
            }
            let expected = try run(counted)
            #expect(try run(stepped) == expected)
            guard kind == .ternary else { return }
            for membrane in ElasticMembrane.allCases {
                stepped.config.spiking.neuron = NeuronConfig(kind: .elastic, membrane: membrane)
                #expect(try run(stepped) == expected)
            }
        }

        @Test("without gradients, perStep in true steps is what its measured rates say")
        func perStep() throws {
            let student = try Self.student(
                SpikingConfig(schedule: .perStep, timeSteps: 6, spikeKind: .binary, leak: 0.9))
            let batch = TinyTraining.batch(StudentParityTests.sequences)
            let (rates, states) = try Engine.withoutGradients {
                (
                    try student.measuredRates(batch, computeType: .float32),
                    try student.forward(batch, computeType: .float32).hiddenStates
                )
            }
            for (left, right) in zip(rates, states) { #expect(try left.floats() == right.floats()) }
        }

        @Test("elastic sites start at k · mean|m| in every time step, with no shift")
        func frequency() throws {
            let teacher = TinyTraining.teacher()
            let spiking = SpikingConfig(
                schedule: .realResidual, timeSteps: 3, neuron: NeuronConfig(kind: .elastic))
            var rates: [Double] = []
            for factor in [1.0, 2, 4] {
                let student = try TinyTraining.student(
                    of: teacher, spiking, design: StudentDesign(neurons: NeuronStart(frequencyFactor: factor)))
                let batch = TinyTraining.batch(TinyTraining.sequences(40))
                rates.append(try student.spikeStatistics(batch, computeType: .float32).meanSpikeRate)
                let name = TensorNames.site(.attentionInput, layer: 0)
                let alpha = try student.parameters[name + StudentModel.logThreshold].exp().floats()
                #expect(alpha.count == 3)
                let embedded = try Engine.withoutGradients {
                    try student.forward(batch, computeType: .float32).hiddenStates[0]
                }
                let gain = student.parameters.find(name + StudentModel.logGain)?.exp() ?? Tensor.full([1], 1)
                let mean = try (batch.realTokens(of: embedded) * gain).abs().mean().item()
                expectClose(Double(alpha[0]), factor * mean, tolerance: 1e-5)
                #expect(try student.parameters[name + TensorNames.shift].floats().allSatisfy { $0 == 0 })
            }
            #expect(rates[0] > rates[1] && rates[1] > rates[2], "a larger k fires less often: \(rates)")
        }

        @Test("as released, α can grow beyond single precision: a line says what to do; symmetric, it cannot")
        func unbounded() throws {
            func student(_ membrane: ElasticMembrane) throws -> StudentModel {
                let neuron = NeuronConfig(kind: .elastic, membrane: membrane)
                return try TinyTraining.student(
                    of: TinyTraining.teacher(), SpikingConfig(schedule: .realResidual, timeSteps: 12, neuron: neuron),
                    method: .teacher)
            }
            let error = #expect(throws: ConfigError.self) { try student(.released) }
            let message =
                "grows without bound over the time steps; take fewer of them, a smaller frequencyFactor or membrane symmetric"
            #expect(error?.description.hasSuffix(message) == true)
            let steady = try student(.symmetric)
            let name = TensorNames.site(.context, layer: 1) + StudentModel.logThreshold
            #expect(try steady.parameters[name].exp().floats().allSatisfy { (0.1...4).contains($0) })
        }

        @Test("the most salient channels get the most steps, by the first-order score")
        func saliency() throws {
            let student = try Self.student(Self.salient[0])
            let name = TensorNames.site(.intermediateInput, layer: 0) + TensorNames.stepMultiplier
            let multipliers = try student.parameters[name].floats()
            #expect(multipliers.filter { $0 == 4 }.count == 2 && multipliers.filter { $0 == 2 }.count == 3)
            for site in SpikingSite.layerSites(.counted) {
                let name = TensorNames.site(site, layer: 0) + TensorNames.stepMultiplier
                #expect(Set(try student.parameters[name].floats()) == [1, 2, 4], "\(site)")
            }
            let groups = ParameterGroups(
                weightDecay: 0, neuronRateScale: 1, trainsEmbeddings: true, trainsNeurons: true)
            let trained = groups.groups(of: student.parameters).flatMap(\.parameters)
            #expect(!trained.contains { $0 === student.parameters[name] }, "multipliers are no parameters")
        }

        @Test("checkpoints go back into training with the same logits", arguments: all.indices)
        func checkpoint(index: Int) throws {
            let student = try Self.student(Self.all[index])
            let again = StudentModel(try student.checkpoint(), design: student.design, device: .cpu)
            let batch = TinyTraining.batch(StudentParityTests.sequences)
            let (left, right) = try Engine.withoutGradients {
                (
                    try StudentParityTests.rows(student.forward(batch, computeType: .float32).logits),
                    try StudentParityTests.rows(again.forward(batch, computeType: .float32).logits)
                )
            }
            #expect(StudentParityTests.worst(left, right) <= StudentParityTests.flippedTolerance)
        }

        @Test(
            "every trained parameter has a finite gradient, weights not zero", arguments: all.indices,
            [ElementType.float32, .bfloat16])
        func gradients(index: Int, type: ElementType) throws {
            let student = try Self.student(Self.all[index])
            let groups = ParameterGroups(
                weightDecay: 0, neuronRateScale: 1, trainsEmbeddings: true, trainsNeurons: true)
            _ = groups.groups(of: student.parameters)
            let batch = TinyTraining.batch(StudentParityTests.sequences)
            let output = try student.forward(batch, computeType: type)
            try (try #require(output.logits)).squared().sum().backward()
            // Keys shift all scores alike, plain perStep sites have no shifts, and the position table's tail is unread.
            for name in student.parameters.names where !name.contains(".key.") && !name.contains("typeEmbeddings") {
                let isTrained = !name.hasSuffix(TensorNames.stepMultiplier) && name != TensorNames.typeEmbeddings
                let isUnused = student.config.spiking.schedule == .perStep && name.hasSuffix(TensorNames.shift)
                guard isTrained, !isUnused else { continue }
                let gradient = try #require(student.parameters[name].gradient, "\(name)").floats()
                #expect(gradient.allSatisfy { $0.isFinite }, "\(name)")
                if name.hasSuffix(TensorNames.weight) { #expect(gradient.contains { $0 != 0 }, "\(name)") }
            }
        }
    }
#endif
