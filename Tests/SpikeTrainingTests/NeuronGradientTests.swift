#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Gradients through time are those of differentiation forwards", .oneAtATime)
    struct NeuronGradientTests {
        private static let site = SpikingSite.attentionInput

        private static let configs: [SpikingConfig] =
            SpikeKind.allCases.flatMap { kind in
                [NeuronConfig(), NeuronConfig(levels: 3), NeuronConfig(kind: .adaptive, growth: 0.3)].map { neuron in
                    SpikingConfig(schedule: .realResidual, timeSteps: 4, spikeKind: kind, leak: 0.9, neuron: neuron)
                }
            }
            + ElasticMembrane.allCases.map { membrane in
                SpikingConfig(
                    schedule: .realResidual, timeSteps: 4, spikeKind: .ternary,
                    neuron: NeuronConfig(kind: .elastic, membrane: membrane))
            }

        /// What one direction moves: a step of 1 in every logarithm of a threshold, of a gain, in every shift, or inputs.
        private enum Direction: CaseIterable {
            case thresholds
            case gains
            case shifts
            case inputs
        }

        /// A site of a student, its inputs in every time step, and weights that make a loss of what it sends.
        private struct Problem {
            let student: StudentModel
            let name = TensorNames.site(NeuronGradientTests.site, layer: 0)
            let tokens = 3
            let neurons: Int
            let inputs: [[Float]]
            let weights: [[Float]]

            init(_ spiking: SpikingConfig, _ surrogate: SurrogateGradient) throws {
                student = try TinyTraining.student(
                    of: TinyTraining.teacher(), spiking,
                    design: StudentDesign(gradient: .surrogate, surrogate: surrogate))
                let neurons = NeuronGradientTests.site.neurons(student.config.encoder)
                self.neurons = neurons
                var generator = SeededGenerator(seed: 21)
                func draw() -> [[Float]] {
                    (0..<spiking.timeSteps).map { _ in generator.signedUnits(3 * neurons) }
                }
                inputs = draw().map { $0.map { 2 * $0 } }
                weights = draw()
            }

            private func parameter(_ direction: Direction) -> Tensor? {
                switch direction {
                case .thresholds: student.parameters[name + StudentModel.logThreshold]
                case .gains: student.parameters.find(name + StudentModel.logGain)
                case .shifts: student.parameters[name + TensorNames.shift]
                case .inputs: nil
                }
            }

            /// The loss and its derivative in every direction, by backpropagation.
            func backwards() throws -> (loss: Double, slopes: [Direction: Double]) {
                for direction in Direction.allCases { _ = parameter(direction)?.requiresGradient() }
                let leaves = inputs.map { Tensor($0, shape: [1, tokens, neurons]).requiresGradient() }
                var bank = NeuronBank(student)
                var loss = Tensor.zeros([])
                for (step, leaf) in leaves.enumerated() {
                    bank.step = step
                    let sent = try bank.fire(leaf, NeuronGradientTests.site, 0)
                    loss = loss + (sent * Tensor(weights[step], shape: [1, tokens, neurons])).sum()
                }
                try loss.backward()
                var slopes: [Direction: Double] = [:]
                for direction in Direction.allCases {
                    let gradients = direction == .inputs ? leaves.map(\.gradient) : [parameter(direction)?.gradient]
                    slopes[direction] = try gradients.reduce(0.0) { sum, gradient in
                        try sum + (gradient?.floats() ?? []).reduce(0) { $0 + Double($1) }
                    }
                }
                return (try loss.item(), slopes)
            }

            /// The same forwards, in double precision.
            func forwards(_ direction: Direction) throws -> (loss: Double, slope: Double) {
                let values = try student.siteValues(name)
                let spiking = student.config.spiking
                var loss = Dual(0)
                for place in 0..<(tokens * neurons) {
                    let neuron = place % neurons
                    var cell = DualNeuron(spiking, at: NeuronGradientTests.site, student.design.surrogate)
                    let gain = values.gain.map { Dual($0[neuron], direction == .gains ? $0[neuron] : 0) } ?? Dual(1)
                    let shift = Dual(values.shift[neuron], direction == .shifts ? 1 : 0)
                    for step in inputs.indices {
                        let alpha = values.threshold[values.threshold.count == 1 ? 0 : step]
                        let threshold = Dual(alpha, direction == .thresholds ? alpha : 0)
                        let input = Dual(Double(inputs[step][place]), direction == .inputs ? 1 : 0)
                        let sent = cell.step(gain * input + shift, threshold: threshold) - shift
                        loss = loss + Double(weights[step][place]) * sent
                    }
                }
                return (loss.value, loss.slope)
            }
        }

        @Test(
            "leaky, generalized, adaptive and elastic neurons, with every surrogate", arguments: configs,
            SurrogateGradient.Kind.allCases)
        func neurons(spiking: SpikingConfig, shape: SurrogateGradient.Kind) throws {
            let problem = try Problem(spiking, SurrogateGradient(kind: shape, width: 1.25))
            let (loss, slopes) = try problem.backwards()
            for direction in Direction.allCases {
                let expected = try problem.forwards(direction)
                // The same spikes: sums of some hundred values in single precision.
                expectClose(loss, expected.loss, tolerance: 1e-4)
                let found = try #require(slopes[direction])
                expectClose(found, expected.slope, tolerance: 1e-4 * max(1, abs(expected.slope)))
                #expect(found != 0, "\(direction)")
            }
        }
    }

    extension StudentModel {
        /// Gain, shift and V_th of a site as numbers; no gain where it has none.
        fileprivate func siteValues(_ name: String) throws -> (gain: [Double]?, shift: [Double], threshold: [Double]) {
            (
                try parameters.find(name + Self.logGain)?.exp().floats().map(Double.init),
                try parameters[name + TensorNames.shift].floats().map(Double.init),
                try parameters[name + Self.logThreshold].exp().floats().map(Double.init)
            )
        }
    }
#endif
