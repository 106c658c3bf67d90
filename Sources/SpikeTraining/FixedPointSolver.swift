#if Training
    import SpikeCore
    import SpikeEngine

    /// Solves z = g(z) (docs/Equations.md, "Feedback").
    public struct FixedPointSolver: Sendable, Equatable, Codable {
        /// How the next guess is found.
        public enum Method: String, Sendable, ListedWord {
            /// Broyden's good method with all updates kept (arXiv:1909.01377): superlinear near the solution.
            case broyden
            /// z ← g(z): linear, and only where g contracts.
            case iteration
        }

        /// How the next guess is found.
        public var method: Method
        /// Evaluations of g before giving up, >= 1.
        public var maximumIterations: Int
        /// Relative residual ‖g(z) − z‖ / ‖g(z)‖ that counts as solved, > 0.
        public var tolerance: Double

        /// Creates a solver.
        public init(method: Method = .broyden, maximumIterations: Int = 30, tolerance: Double = 1e-3) {
            self.method = method
            self.maximumIterations = maximumIterations
            self.tolerance = tolerance
        }

        /// The best guess among those that were evaluated; not converging is reported, not thrown.
        ///
        /// Cost: at most `maximumIterations` evaluations of g; Broyden keeps two tensors like z for each.
        /// - Throws: what `map` throws; `EngineError`.
        public func solve(from start: Tensor, _ map: (Tensor) throws -> Tensor) throws -> FixedPoint {
            var inverse = BroydenInverse(like: start.reshaped(-1))
            var guess = start
            var best: FixedPoint?
            for iteration in 1...maximumIterations {
                let image = try map(guess)
                let gap = image - guess
                let residual = try Self.relativeNorm(gap, to: image)
                if residual <= best?.residual ?? .infinity {
                    best = FixedPoint(
                        value: guess, residual: residual, iterations: iteration, isConverged: residual <= tolerance)
                }
                if residual <= tolerance || !residual.isFinite { break }
                if method == .iteration {
                    guess = image
                    continue
                }
                guess = guess + (try inverse.nextStep(against: gap.reshaped(-1)).reshaped(start.shape))
            }
            return best
                ?? FixedPoint(value: start, residual: .infinity, iterations: 1, isConverged: false)
        }

        /// ‖gap‖ / ‖image‖; 0 where both vanish.
        static func relativeNorm(_ gap: Tensor, to image: Tensor) throws -> Double {
            let norm = try gap.squared().sum().item().squareRoot()
            let scale = try image.squared().sum().item().squareRoot()
            return norm == 0 ? 0 : norm / max(scale, .leastNormalMagnitude)
        }
    }
#endif
