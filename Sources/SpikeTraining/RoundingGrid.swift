#if Training
    import SpikeCore
    import SpikeEngine

    /// The values that codes of one weight matrix stand for, for rounding column by column.
    struct RoundingGrid {
        let encoding: WeightEncoding
        /// `[1, 1]`, `[out, 1]`, or where groups of inputs differ `[out, in]`; so are the others.
        let scale: Tensor
        /// Code that stands for zero; nil where it is 0.
        let zero: Tensor?
        /// Binary only: what weights are compared with.
        let center: Tensor?

        /// - Parameters:
        ///   - weight: `[out, in]`; binary codes compare with its means.
        ///   - scale: shaped as `ScaleGranularity.scaleShape` says; `zero` likewise.
        init(
            _ encoding: WeightEncoding, _ granularity: ScaleGranularity, weight: Tensor, scale: Tensor, zero: Tensor?
        ) {
            self.encoding = encoding
            self.scale = Self.spread(scale, granularity)
            self.zero = zero.map { Self.spread($0, granularity) }
            center = encoding == .binary ? Self.means(of: weight, granularity) : nil
        }

        /// Codes less their zero points of weights `[out, in]`.
        func codes(_ weight: Tensor) -> Tensor { codes(weight, scale, zero, center) }

        /// The same for column `column`, `[out]`.
        func codes(_ weight: Tensor, column: Int) -> Tensor {
            codes(
                weight, Self.column(scale, column), zero.map { Self.column($0, column) },
                center.map { Self.column($0, column) })
        }

        /// `scale` of column `column`, `[out]` or `[1]`.
        func scale(column: Int) -> Tensor { Self.column(scale, column) }

        private func codes(_ weight: Tensor, _ scale: Tensor, _ zero: Tensor?, _ center: Tensor?) -> Tensor {
            if let center { return (weight > center).to(.float32) * 2 - 1 }
            let value = weight / scale
            guard encoding.codeSpacing == 2 else { return clamped(value.rounded(), zero, margin: 0) }
            return clamped(((value - 1) / 2).rounded() * 2 + 1, zero, margin: 0)
        }

        /// Values in scales, kept within the codes and `margin` beyond.
        private func clamped(_ value: Tensor, _ zero: Tensor?, margin: Double) -> Tensor {
            guard let range = encoding.codeRange else { return value }
            let bounds = (Double(range.lowerBound) - margin)...(Double(range.upperBound) + margin)
            guard let zero else { return value.clamped(to: bounds) }
            return (value + zero).clamped(to: bounds) - zero
        }

        /// Latent weights that later forward passes round to the same codes: at most one scale outside the codes' range.
        ///
        /// Binary codes are then taken about the new mean, so positive and negative latents are scaled against each other
        /// until it is zero. Only in a group of one sign, which no mean can tell apart, codes do change.
        func keepingCodes(_ latent: Tensor, _ granularity: ScaleGranularity) -> Tensor {
            guard let center else { return clamped(latent / scale, zero, margin: 1) * scale }
            let magnitude = ((latent - center).abs() / scale).clamped(to: Self.leastMagnitude...2) * scale
            let signs = codes(latent)
            let (positive, negative) = ((magnitude * signs).relu(), (magnitude * -signs).relu())
            let (above, below) = (Self.means(of: positive, granularity), Self.means(of: negative, granularity))
            let hasBoth = (above > 0).to(.float32) * (below > 0).to(.float32)
            let ratio = (below / above.atLeast(1e-12)).squareRoot() * hasBoth + (-hasBoth + 1)
            return positive * ratio - negative / ratio
        }

        /// Of a binary latent weight, in scales: far above what rounding leaves of a mean that is zero.
        private static let leastMagnitude = 0.01

        private static func column(_ values: Tensor, _ column: Int) -> Tensor {
            values.selected(values.size(1) == 1 ? 0 : column, along: 1)
        }

        /// One value per scale to something that broadcasts over the matrix.
        private static func spread(_ values: Tensor, _ granularity: ScaleGranularity) -> Tensor {
            guard case .perGroup(let size) = granularity else { return values.reshaped(-1, 1) }
            let rows = values.size(0)
            let copies = Tensor.full([size], 1).to(values.device)
            return (values.reshaped(rows, -1, 1) * copies).reshaped(rows, -1)
        }

        /// Means of the weights that share a scale.
        private static func means(of weight: Tensor, _ granularity: ScaleGranularity) -> Tensor {
            switch granularity {
            case .perTensor: weight.mean().reshaped(1, 1)
            case .perRow: weight.mean(over: [1], keep: true)
            case .perGroup(let size):
                spread(weight.reshaped(weight.size(0), -1, size).mean(over: [2]), granularity)
            }
        }
    }
#endif
