#if Training
    import SpikeCore
    import SpikeEngine

    /// Rounds a weight column by column and lets the later columns make up for the error (GPTQ, arXiv:2210.17323).
    ///
    /// What is returned are latent weights: real numbers that round to the compensated codes, so that training goes on.
    struct ErrorCompensatedRounding {
        let encoding: WeightEncoding
        let granularity: ScaleGranularity
        /// Added to the Hessian's diagonal, as a fraction of its mean.
        let damping = 0.02
        /// Columns compensated among themselves before the rest is updated at once.
        let blockSize = 32

        /// Latent weights `[out, in]` and scale (`[1]` or `[out]`) for a layer whose real weight is `weight` and whose inputs
        /// are `inputs`, `[tokens, in]`, all upstream layers quantized already.
        ///
        /// The scale is refitted by least squares at the end. Cost: one inverse of `[in, in]` and O(out·in²).
        func round(_ weight: Tensor, scale: Tensor, inputs: Tensor) throws -> (latent: Tensor, scale: Tensor) {
            let factor = try inverseFactor(inputs)
            // Binary codes are signs about the mean; ternary ones are about zero.
            let center = encoding == .binary ? mean(weight) : scale.reshaped(-1, 1) * 0
            let column = scale.reshaped(-1, 1)
            let latent = try compensate(weight, scale: scale, center: center.reshaped(-1), factor: factor) - center
            let bounded = keepingCodes(latent, column)
            let refit = refitting(codes(latent, column) * column, to: weight, inputs: inputs)
            return (bounded * refit.reshaped(-1, 1), scale * refit)
        }

        /// Latent weights within two scales, which later forward passes round to the codes chosen here.
        ///
        /// Binary codes are taken about the mean of the latent weights; those that are closer to zero than that mean would
        /// change sign, so they are moved away from it.
        private func keepingCodes(_ latent: Tensor, _ scale: Tensor) -> Tensor {
            guard encoding == .binary else { return (latent / scale).clamped(to: -2...2) * scale }
            let magnitude = latent.abs().maximum(mean(latent).abs() * 2)
            return (magnitude / scale).clamped(to: 0...2) * scale * codes(latent, scale)
        }

        /// `[1, 1]` or `[out, 1]`.
        private func mean(_ weight: Tensor) -> Tensor {
            granularity == .perRow ? weight.mean(over: [1], keep: true) : weight.mean().reshaped(1, 1)
        }

        /// Upper Cholesky factor of the inverse Hessian (Xᵀ X / N + damping).
        private func inverseFactor(_ inputs: Tensor) throws -> Tensor {
            let hessian = inputs.transposed(0, 1).matmul(inputs) / Double(inputs.size(0))
            let size = inputs.size(1)
            let added = Tensor.full([size], max(try hessian.diagonal().mean().item() * damping, 1e-8))
            hessian.diagonal().copy(from: hessian.diagonal() + added.to(hessian.device))
            return hessian.inverseCholeskyUpper()
        }

        /// Every column as it was when its turn to be rounded came, `[out, in]`.
        private func compensate(_ weight: Tensor, scale: Tensor, center: Tensor, factor: Tensor) throws -> Tensor {
            // Transposed, so that a column of the weight is contiguous.
            let rest = weight.transposed(0, 1).contiguous().clone()
            let latent = rest.clone()
            let size = rest.size(0)
            let pivots = try factor.diagonal().floats()
            for start in stride(from: 0, to: size, by: blockSize) {
                let end = min(start + blockSize, size)
                let errors = rest.narrowed(start..<end, along: 0).clone()
                for column in start..<end {
                    let value = rest.selected(column, along: 0)
                    latent.selected(column, along: 0).copy(from: value)
                    let error = (value - codes(value - center, scale) * scale) / Double(pivots[column])
                    errors.selected(column - start, along: 0).copy(from: error)
                    let row = factor.selected(column, along: 0).narrowed(column..<end, along: 0)
                    let block = rest.narrowed(column..<end, along: 0)
                    block.subtractOuter(row, error)
                }
                guard end < size else { break }
                let coupling = factor.narrowed(start..<end, along: 0).narrowed(end..<size, along: 1)
                let tail = rest.narrowed(end..<size, along: 0)
                tail.copy(from: tail - coupling.transposed(0, 1).matmul(errors))
            }
            return latent.transposed(0, 1).contiguous()
        }

        /// Codes of weights from which the center is subtracted.
        private func codes(_ weight: Tensor, _ scale: Tensor) -> Tensor {
            encoding == .binary
                ? (weight > 0).to(.float32) * 2 - 1 : (weight / scale).rounded().clamped(to: -1...1)
        }

        /// The factor (one, or one per row) that brings X·quantizedᵀ closest to X·weightᵀ.
        private func refitting(_ quantized: Tensor, to weight: Tensor, inputs: Tensor) -> Tensor {
            let wanted = inputs.linear(weight)
            let found = inputs.linear(quantized)
            guard granularity == .perRow else {
                return ((found * wanted).sum() / found.squared().sum().atLeast(1e-12)).reshaped(1).clamped(
                    to: 1e-3...1e3)
            }
            let along = (found * wanted).sum(over: [0]) / found.squared().sum(over: [0]).atLeast(1e-12)
            return along.clamped(to: 1e-3...1e3)
        }
    }
#endif
