#if Training
    import SpikeCore
    import SpikeEngine

    /// Rounds a weight column by column and lets the later columns make up for the error (GPTQ, arXiv:2210.17323).
    ///
    /// Columns whose inputs are largest come first, while there are many left to make up for them.
    /// What is returned are latent weights: real numbers that round to the compensated codes, so that training goes on.
    struct ErrorCompensatedRounding {
        let encoding: WeightEncoding
        let granularity: ScaleGranularity
        /// Added to the Hessian's diagonal, as a fraction of its mean.
        let damping = 0.02
        /// Columns compensated among themselves before the rest is updated at once.
        let blockSize = 32

        /// Latent weights `[out, in]` and scale, shaped as it came, for a layer whose real weight is `weight` and whose
        /// inputs are `inputs`, `[tokens, in]`, all upstream layers quantized already.
        ///
        /// The scale is refitted by least squares at the end. Cost: one inverse of `[in, in]` and O(out·in²).
        ///
        /// - Parameter zero: codes that stand for zero, shaped like the scale; nil where that is 0.
        func round(
            _ weight: Tensor, scale: Tensor, zero: Tensor? = nil, inputs: Tensor
        ) throws -> (latent: Tensor, scale: Tensor) {
            let hessian = try hessian(inputs)
            let order = try Self.order(hessian)
            let grid = RoundingGrid(encoding, granularity, weight: weight, scale: scale, zero: zero)
            let latent = try compensate(weight, grid, hessian: hessian, order: order)
            let refit = refitting(grid.codes(latent) * grid.scale, to: weight, inputs: inputs)
            let column = refit.reshaped(-1, 1)
            let scales = scale.reshaped(granularity == .perTensor ? 1 : weight.size(0), -1) * column
            return (grid.keepingCodes(latent, granularity) * column, scales.reshaped(scale.shape))
        }

        /// Columns by their place on the Hessian's diagonal, the largest first, equal ones as they are.
        private static func order(_ hessian: Tensor) throws -> [Int] {
            let sizes = try hessian.diagonal().floats()
            return sizes.indices.sorted { (-sizes[$0], $0) < (-sizes[$1], $1) }
        }

        /// Xᵀ X / N + damping.
        private func hessian(_ inputs: Tensor) throws -> Tensor {
            let hessian = inputs.transposed(0, 1).matmul(inputs) / Double(inputs.size(0))
            let size = inputs.size(1)
            let added = Tensor.full([size], max(try hessian.diagonal().mean().item() * damping, 1e-8))
            hessian.diagonal().copy(from: hessian.diagonal() + added.to(hessian.device))
            return hessian
        }

        /// Every column as it was when its turn to be rounded came, `[out, in]`.
        private func compensate(
            _ weight: Tensor, _ grid: RoundingGrid, hessian: Tensor, order: [Int]
        ) throws -> Tensor {
            let turns = Self.indices(order).to(weight.device)
            let factor = hessian.gathered(turns, along: 0).gathered(turns, along: 1).inverseCholeskyUpper()
            // Transposed, so that a column of the weight is contiguous; rows are columns by turn.
            let rest = weight.transposed(0, 1).gathered(turns, along: 0)
            let latent = rest.clone()
            let size = rest.size(0)
            let pivots = try factor.diagonal().floats()
            for start in stride(from: 0, to: size, by: blockSize) {
                let end = min(start + blockSize, size)
                let errors = rest.narrowed(start..<end, along: 0).clone()
                for turn in start..<end {
                    let value = rest.selected(turn, along: 0)
                    latent.selected(turn, along: 0).copy(from: value)
                    let rounded = grid.codes(value, column: order[turn]) * grid.scale(column: order[turn])
                    let error = (value - rounded) / Double(pivots[turn])
                    errors.selected(turn - start, along: 0).copy(from: error)
                    let row = factor.selected(turn, along: 0).narrowed(turn..<end, along: 0)
                    let block = rest.narrowed(turn..<end, along: 0)
                    block.subtractOuter(row, error)
                }
                guard end < size else { break }
                let coupling = factor.narrowed(start..<end, along: 0).narrowed(end..<size, along: 1)
                let tail = rest.narrowed(end..<size, along: 0)
                tail.copy(from: tail - coupling.transposed(0, 1).matmul(errors))
            }
            var places = order
            for (turn, column) in order.enumerated() { places[column] = turn }
            return latent.gathered(Self.indices(places).to(weight.device), along: 0).transposed(0, 1).contiguous()
        }

        private static func indices(_ order: [Int]) -> Tensor {
            Tensor(integers: order.map(Int64.init), shape: [order.count])
        }

        /// The factor (one, or one per row) that brings X·quantizedᵀ closest to X·weightᵀ.
        private func refitting(_ quantized: Tensor, to weight: Tensor, inputs: Tensor) -> Tensor {
            let wanted = inputs.linear(weight)
            let found = inputs.linear(quantized)
            guard granularity != .perTensor else {
                return ((found * wanted).sum() / found.squared().sum().atLeast(1e-12)).reshaped(1).clamped(
                    to: 1e-3...1e3)
            }
            let along = (found * wanted).sum(over: [0]) / found.squared().sum(over: [0]).atLeast(1e-12)
            return along.clamped(to: 1e-3...1e3)
        }
    }
#endif
