#if Training
    import SpikeEngine

    /// Broyden's estimate B of the inverse Jacobian of G(z) = g(z) − z: −1 + Σ u vᵀ, one pair for each step that was taken.
    ///
    /// It knows the last step, Δz = −B · G(z), so that B · ΔG = B · G(z + Δz) + Δz needs no product of its own.
    struct BroydenInverse {
        /// The u and v, a row each. Matrices, because a product reads them once; they double when they are full.
        private var u: Tensor
        private var v: Tensor
        /// Rows in use.
        private var count = 0
        private var former: (step: Tensor, gap: Tensor)?

        /// - Parameter example: a vector like those that will come, for its size and device.
        init(like example: Tensor) {
            u = Tensor.stacked(Array(repeating: .full(like: example, 0), count: 4), along: 0)
            v = .full(like: u, 0)
        }

        /// −B · `gap`, after B was changed least so that B · ΔG = Δz (Broyden 1965, by Sherman and Morrison).
        ///
        /// Cost: reads the pairs twice.
        mutating func nextStep(against gap: Tensor) throws -> Tensor {
            var step = gap - Self.product(u, v, gap, count)
            if let former {
                let row = Self.product(v, u, former.step, count) - former.step
                let denominator = try row.matmul(gap - former.gap).item()
                // A step without effect teaches nothing.
                if denominator != 0, denominator.isFinite {
                    // Δz − B · ΔG = −B · G(z + Δz).
                    let column = step / denominator
                    append(column, row)
                    step = step - column * (try row.matmul(gap).item())
                }
            }
            former = (step, gap)
            return step
        }

        private mutating func append(_ column: Tensor, _ row: Tensor) {
            if count == u.size(0) {
                u = .concatenated([u, .full(like: u, 0)], along: 0)
                v = .concatenated([v, .full(like: v, 0)], along: 0)
            }
            u.selected(count, along: 0).copy(from: column)
            v.selected(count, along: 0).copy(from: row)
            count += 1
        }

        /// Σ a · (bᵀ x) over the rows in use.
        private static func product(_ a: Tensor, _ b: Tensor, _ x: Tensor, _ count: Int) -> Tensor {
            guard count > 0 else { return .full(like: x, 0) }
            return b.narrowed(0..<count, along: 0).matmul(x).matmul(a.narrowed(0..<count, along: 0))
        }
    }
#endif
