#if Training
    import SpikeEngine
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Fixed points", .oneAtATime)
    struct FixedPointSolverTests {
        /// z ↦ A z + (1, 2), whose fixed point is (1 − A)⁻¹ (1, 2).
        private static func linear(_ a: [Float]) -> (Tensor) -> Tensor {
            let matrix = Tensor(a, shape: [2, 2])
            let offset = Tensor([1, 2], shape: [1, 2])
            return { $0.linear(matrix) + offset }
        }

        private static let start = Tensor.zeros([1, 2])

        @Test("of a contracting linear map, by hand", arguments: FixedPointSolver.Method.allCases)
        func contracting(method: FixedPointSolver.Method) throws {
            // 1 − A = [[0.5, −0.25], [0.125, 0.75]], determinant 0.40625.
            let solver = FixedPointSolver(method: method, maximumIterations: 100, tolerance: 1e-6)
            let point = try solver.solve(from: Self.start, Self.linear([0.5, 0.25, -0.125, 0.25]))
            let values = try point.value.floats()
            #expect(abs(values[0] - 1.25 / 0.40625) < 1e-4 && abs(values[1] - 0.875 / 0.40625) < 1e-4)
            #expect(point.isConverged && point.residual <= 1e-6)
        }

        @Test("Broyden needs 2n steps of a linear map, also where iterating runs away")
        func expanding() throws {
            // 1 − A = [[−1, 0], [−1, 3]].
            let map = Self.linear([2, 0, 1, -2])
            let solver = FixedPointSolver(maximumIterations: 20, tolerance: 1e-5)
            let point = try solver.solve(from: Self.start, map)
            let values = try point.value.floats()
            #expect(abs(values[0] + 1) < 1e-3 && abs(values[1] - 1.0 / 3) < 1e-3)
            #expect(point.isConverged && point.iterations <= 6)
            var plain = solver
            plain.method = .iteration
            let lost = try plain.solve(from: Self.start, map)
            #expect(!lost.isConverged && lost.residual > 0.1)
        }

        @Test("the best guess and its residual are reported when time runs out")
        func best() throws {
            var evaluated: [[Float]] = []
            let map = Self.linear([0.9, 0, 0, 0.9])
            let solver = FixedPointSolver(method: .iteration, maximumIterations: 4, tolerance: 1e-9)
            let point = try solver.solve(from: Self.start) { z in
                evaluated.append(try z.floats())
                return map(z)
            }
            #expect(evaluated.count == 4 && point.iterations == 4 && !point.isConverged)
            #expect(try point.value.floats() == evaluated[3])
            // z = (1 − 0.9ᵏ)/(1 − 0.9) · (1, 2) after k steps: residual 0.9ᵏ · 0.1 / (1 − 0.9ᵏ⁺¹).
            #expect(abs(point.residual - 0.0729 / 0.3439) < 1e-5)
        }

        @Test("a map to zero is solved, one to nowhere is not")
        func edges() throws {
            let solver = FixedPointSolver()
            let zero = try solver.solve(from: Self.start) { $0 * 0 }
            #expect(zero.isConverged && zero.residual == 0 && zero.iterations == 1)
            let nowhere = try solver.solve(from: Self.start) { $0 / 0 }
            #expect(!nowhere.isConverged && nowhere.residual == .infinity)
        }
    }
#endif
