#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("perStep students with feedback", .oneAtATime)
    struct FeedbackTests {
        static let feedback = TensorNames.linear(.feedback, layer: 0) + TensorNames.weight

        /// Feedback strong enough to matter: σ = `gain` / √D.
        static func student(
            _ encoding: WeightEncoding = .float32, gain: Double = 0.3, timeSteps: Int = 4,
            solver: FixedPointSolver = FixedPointSolver(maximumIterations: 60, tolerance: 1e-6)
        ) throws -> StudentModel {
            let spiking = SpikingConfig(
                schedule: .perStep, timeSteps: timeSteps, spikeKind: .binary, weightEncoding: encoding,
                hasFeedback: true)
            let student = try TinyTraining.student(
                of: TinyTraining.teacher(), spiking, method: .teacher, design: StudentDesign(solver: solver))
            // The start has a gain of 0.1.
            student.parameters[Self.feedback].copy(from: student.parameters[Self.feedback] * (gain / 0.1))
            for name in student.parameters.names where name.hasSuffix(StudentModel.logThreshold) {
                student.parameters[name].copy(from: Tensor([0.7], shape: [1]).log())
            }
            return student
        }

        static var batch: PaddedBatch { TinyTraining.batch(StudentParityTests.sequences) }

        /// LayerNorm of little raises it: stronger feedback has several equilibria for some tokens, and iterating may find none.
        static let ambiguousShare = 0.1

        @Test("the output is where it started: z = g(z), solved to the tolerance, by both methods mostly alike")
        func equilibrium() throws {
            let states = try FixedPointSolver.Method.allCases.map { method in
                let solver = FixedPointSolver(method: method, maximumIterations: 200, tolerance: 1e-5)
                let output = try Engine.withoutGradients {
                    try Self.student(gain: 0.02, solver: solver).forward(Self.batch, computeType: .float32)
                }
                let equilibrium = try #require(output.equilibrium)
                #expect(
                    equilibrium.isConverged && equilibrium.iterations > 1,
                    "\(method): \(equilibrium.residual) after \(equilibrium.iterations)")
                return try Self.batch.realTokens(of: output.hiddenStates[2]).floats()
            }
            let differing = zip(states[0], states[1]).filter { abs($0 - $1) > 1e-4 }.count
            #expect(Double(differing) <= Self.ambiguousShare * Double(states[0].count))
        }

        @Test("feedback changes what the network says, in time steps and at equilibrium")
        func matters() throws {
            let loud = try Self.student()
            let quiet = try Self.student(gain: 0)
            func difference(_ run: (StudentModel) throws -> Tensor?) throws -> Double {
                let (a, b) = (try #require(try run(loud)), try #require(try run(quiet)))
                return try (a - b).abs().mean().item()
            }
            #expect(try difference { try $0.measuredRates(Self.batch, computeType: .float32).last } > 1e-3)
            #expect(try difference { try $0.forward(Self.batch, computeType: .float32).logits } > 1e-3)
        }

        @Test("padding changes nothing")
        func padding() throws {
            let student = try Self.student()
            let sequence = TinyTraining.sequences(3)[2]
            let longest = TinyTraining.sequences(9).max { $0.count < $1.count } ?? sequence
            func logits(_ sequences: [TokenSequence]) throws -> [Float] {
                try Engine.withoutGradients {
                    try StudentParityTests.rows(
                        student.forward(TinyTraining.batch(sequences), computeType: .float32).logits)[0]
                }
            }
            for (alone, padded) in zip(try logits([sequence]), try logits([sequence, longest])) {
                #expect(abs(alone - padded) < 1e-4)
            }
        }

        /// Half the sum of squared logits at the equilibrium.
        private static func loss(_ output: EncoderOutput) throws -> Tensor {
            try #require(output.logits).squared().sum() * 0.5
        }

        /// Steps of central differences; clips make kinks, so few elements move at once.
        private static let step: Float = 5e-4
        /// Relative to the derivative, with losses of single precision.
        private static let derivativeTolerance = 0.03

        @Test(
            "gradients through the equilibrium are the loss's derivatives",
            arguments: [
                Self.feedback, "bert.encoder.layer.0.intermediate.dense.bias", "bert.embeddings.LayerNorm.weight",
            ])
        func implicitGradient(name: String) throws {
            let student = try Self.student()
            let parameter = student.parameters[name].requiresGradient()
            let output = try student.forward(Self.batch, computeType: .float32)
            try Self.loss(output).backward()
            let direct = try #require(parameter.gradient).clone()
            let adjoint = try #require(
                try student.propagateFeedback(output, Self.batch, computeType: .float32))
            #expect(adjoint.isConverged)
            let gradient = try #require(parameter.gradient)
            parameter.requiresGradient(false)
            // The direction of steepest ascent: its slope is the norm of the gradient.
            let slope = try gradient.squared().sum().item().squareRoot()
            let start = parameter.clone()
            let losses = try [-Self.step, Self.step].map { step in
                parameter.copy(from: start + gradient * (Double(step) / slope))
                return try Engine.withoutGradients {
                    try Self.loss(student.forward(Self.batch, computeType: .float32)).item()
                }
            }
            let measured = (losses[1] - losses[0]) / Double(2 * Self.step)
            #expect(abs(measured - slope) <= Self.derivativeTolerance * slope, "\(measured), \(slope)")
            // What follows the graph alone is not the derivative.
            let part = try (direct * gradient).sum().item() / slope
            #expect(abs(part - measured) > 2 * Self.derivativeTolerance * slope, "\(part), \(measured)")
        }

        @Test("with measured rates those stand for the equilibrium, and how far they are from it is reported")
        func measured() throws {
            let student = try Self.student(timeSteps: 64)
            let rates = try student.measuredRates(Self.batch, computeType: .float32)
            let output = try Engine.withoutGradients {
                try student.forward(Self.batch, computeType: .float32, measuredRates: rates)
            }
            let equilibrium = try #require(output.equilibrium)
            #expect(equilibrium.iterations == 0 && (0.001..<0.5).contains(equilibrium.residual))
        }

        @Test("with measured rates the feedback's part of the gradients is taken where the loss was, at those rates")
        func measuredGradient() throws {
            let student = try Self.student()
            var rates = try student.measuredRates(Self.batch, computeType: .float32)
            // A silent first layer: weights that read it alone move nothing.
            rates[1] = rates[1] * 0
            let query = student.parameters[TensorNames.linear(.query, layer: 1) + TensorNames.weight]
            let feedback = student.parameters[Self.feedback]
            for parameter in [query, feedback] { parameter.requiresGradient() }
            let output = try student.forward(Self.batch, computeType: .float32, measuredRates: rates)
            try Self.loss(output).backward()
            let direct = try #require(feedback.gradient).clone()
            try student.propagateFeedback(output, Self.batch, computeType: .float32)
            #expect(try #require(query.gradient).abs().sum().item() == 0)
            #expect(try (#require(feedback.gradient) - direct).abs().sum().item() > 0)
        }

        @Test("a student without feedback cannot go on with it")
        func continuing() throws {
            let plain = SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary)
            let teacher = TinyTraining.teacher()
            let stored = try TinyTraining.student(of: teacher, plain, method: .teacher).checkpoint()
            var closed = plain
            closed.hasFeedback = true
            let initialization = StudentInitialization(
                layerMapping: [0, 1], method: .student, gainExponent: 0, seed: 0)
            let error = #expect(throws: ConfigError.self) {
                try initialization.student(
                    continuing: stored, of: teacher,
                    config: SpikingBERTConfig(encoder: teacher.config, spiking: closed), design: StudentDesign())
            }
            #expect(error?.description == "its hasFeedback is false, here it would be true")
        }

        @Test("the gap to spiking comes with what the solver reports; without feedback there is nothing to report")
        func gap() throws {
            let sequences = TinyTraining.sequences(6)
            let gap = try EquilibriumGap.measure(Self.student(), timeSteps: 32, sequences: sequences)
            let solution = try #require(gap.feedback)
            #expect(solution.isConverged && solution.residual ?? .infinity <= 1e-6 && solution.iterations > 1)
            let plain = try StudentParityTests.perStep(.ternary, timeSteps: 2, leak: 1, seed: 3)
            #expect(try EquilibriumGap.measure(plain, timeSteps: 4, sequences: sequences).feedback == nil)
        }
    }
#endif
