#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// How far the equilibrium chain, which trains a `perStep` student, is from the rates that its neurons reach in T steps.
    public struct EquilibriumGap: Sendable, Codable, Equatable {
        /// T of the spiking run.
        public let timeSteps: Int
        /// mean |measured rate − chain| over neurons and real tokens, as charges V_th · rate: embedding, then every layer's output.
        public let meanAbsoluteGap: [Double]
        /// mean measured charge V_th · rate at the same places.
        public let meanRate: [Double]
        /// With feedback: how well the chain's own equilibrium was solved, the worst batch; nil without.
        public let feedback: Solution?

        /// What the solver reports.
        public struct Solution: Sendable, Codable, Equatable {
            /// ‖g(z) − z‖ / ‖g(z)‖; nil when the iteration diverged.
            public let residual: Double?
            /// Evaluations of the network.
            public let iterations: Int
            /// Whether the residual is within the tolerance.
            public let isConverged: Bool
        }

        /// Measures a student on sequences; batches of 32, float32.
        ///
        /// - Throws: `ConfigError` for a student that has no chain, or a T that it cannot have.
        public static func measure(
            _ student: StudentModel, timeSteps: Int, sequences: [TokenSequence]
        ) throws -> EquilibriumGap {
            guard student.config.spiking.schedule != .counted else {
                throw ConfigError.inconsistent(
                    "a counted student is exact in one pass; only perStep students have a gap")
            }
            try GradientMethod.equilibrium.validate(student.config.spiking)
            var design = student.design
            design.gradient = .equilibrium
            var student = StudentModel(
                config: student.config, design: design, parameters: student.parameters, device: student.device)
            student.config.spiking.timeSteps = timeSteps
            try student.config.validate()
            var gaps = [Double](repeating: 0, count: student.config.encoder.layers + 1)
            var rates = gaps
            var tokens = 0
            var solutions: [FeedbackEquilibrium] = []
            for start in stride(from: 0, to: sequences.count, by: 32) {
                let batch = PaddedBatch(
                    Array(sequences[start..<min(start + 32, sequences.count)]), device: student.device)
                let measured = try student.measuredRates(batch, computeType: .float32)
                let chain = try Engine.withoutGradients { try student.forward(batch, computeType: .float32) }
                if let solution = chain.equilibrium { solutions.append(solution) }
                for (index, (mine, theirs)) in zip(measured, chain.hiddenStates).enumerated() {
                    let width = Double(student.config.encoder.hiddenSize)
                    gaps[index] += try batch.realTokens(of: (mine - theirs).abs()).sum().item() / width
                    rates[index] += try batch.realTokens(of: mine).sum().item() / width
                }
                tokens += batch.tokens
            }
            let count = Double(max(tokens, 1))
            return EquilibriumGap(
                timeSteps: timeSteps, meanAbsoluteGap: gaps.map { $0 / count }, meanRate: rates.map { $0 / count },
                feedback: Solution(solutions))
        }
    }

    extension EquilibriumGap.Solution {
        /// The worst of several; nil of none.
        init?(_ solutions: [FeedbackEquilibrium]) {
            guard let residual = solutions.map(\.residual).max(), let iterations = solutions.map(\.iterations).max()
            else { return nil }
            self.init(
                residual: residual.isFinite ? residual : nil, iterations: iterations,
                isConverged: solutions.allSatisfy(\.isConverged))
        }
    }
#endif
