#if Training
    import SpikeEngine

    /// Broyden's estimate of the inverse Jacobian of g(z) − z: −1 + Σ u vᵀ, one pair for each step.
    struct BroydenInverse {
        private var pairs: [(u: Tensor, v: Tensor)] = []

        /// B · x.
        func applied(to x: Tensor) throws -> Tensor {
            try pairs.reduce(x * -1) { sum, pair in sum + pair.u * (try Self.dot(pair.v, x)) }
        }

        /// Bᵀ · x.
        private func transposeApplied(to x: Tensor) throws -> Tensor {
            try pairs.reduce(x * -1) { sum, pair in sum + pair.v * (try Self.dot(pair.u, x)) }
        }

        /// Makes B · change = step with the least change of B (Broyden 1965, by Sherman and Morrison).
        mutating func update(step: Tensor, change: Tensor) throws {
            let v = try transposeApplied(to: step)
            let denominator = try Self.dot(v, change)
            // A step without effect teaches nothing.
            guard denominator != 0, denominator.isFinite else { return }
            pairs.append((u: (step - (try applied(to: change))) / denominator, v: v))
        }

        private static func dot(_ a: Tensor, _ b: Tensor) throws -> Double { try (a * b).sum().item() }
    }
#endif
