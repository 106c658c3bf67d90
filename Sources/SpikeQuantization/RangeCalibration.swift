import SpikeCore

/// Fits the scale, and where asked the zero point, of one group of weights (docs/Equations.md, "Ranges").
public struct RangeCalibration: Sendable, Equatable {
    /// What the codes are.
    public let encoding: WeightEncoding
    /// How the range is chosen.
    public let clipping: RangeClipping
    /// `percentile` only: weights from quantile 1 − p to quantile p are inside; in (0.5, 1].
    public let percentile: Double
    /// Whether a zero point may move the codes, so that they span an uneven range; `.uniform` below 8 bits only.
    public let hasZeroPoint: Bool

    /// Creates a calibration; traps for `.float32`.
    public init(
        encoding: WeightEncoding, clipping: RangeClipping, percentile: Double = 0.999, hasZeroPoint: Bool = false
    ) {
        precondition(encoding != .float32, "float32 weights are not quantized")
        precondition(percentile > 0.5 && percentile <= 1, "percentile lies in (0.5, 1]")
        self.encoding = encoding
        self.clipping = clipping
        self.percentile = percentile
        self.hasZeroPoint = hasZeroPoint && Self.canMoveZero(encoding)
    }

    /// Whether codes of an encoding, less any zero point, still are 8-bit integers.
    public static func canMoveZero(_ encoding: WeightEncoding) -> Bool {
        if case .uniform(let bits) = encoding { bits < 8 } else { false }
    }

    /// Fractions of the min–max range that `meanSquare` tries: 36 from 1 down to 0.3.
    static let fractions: [Double] = (0..<36).map { 1 - 0.02 * Double($0) }

    /// Scale and zero point of a group of weights. Cost: O(n log n) for `percentile`, 36 passes for `meanSquare`.
    public func fit(_ weights: ArraySlice<Float>) -> (scale: Float, zeroPoint: Int8) {
        switch clipping {
        case .minMax: return step(from: weights.min() ?? 0, to: weights.max() ?? 0)
        case .percentile:
            let sorted = weights.sorted()
            return step(from: Self.quantile(sorted, 1 - percentile), to: Self.quantile(sorted, percentile))
        case .meanSquare:
            // For these two the optimum is known, or searched closer to where it lies.
            if encoding == .binary { return (WeightScale.absmean(weights), 0) }
            if encoding == .ternary { return (WeightScale.meanSquareOptimal(weights), 0) }
            return leastSquareError(weights)
        }
    }

    private func leastSquareError(_ weights: ArraySlice<Float>) -> (scale: Float, zeroPoint: Int8) {
        let (low, high) = (weights.min() ?? 0, weights.max() ?? 0)
        var best = (error: Double.infinity, step: (scale: WeightScale.floor, zeroPoint: Int8(0)))
        for fraction in Self.fractions {
            let step = step(from: low * Float(fraction), to: high * Float(fraction))
            let error = squareError(weights, step.scale, step.zeroPoint)
            if error < best.error { best = (error, step) }
        }
        return best.step
    }

    private func squareError(_ weights: ArraySlice<Float>, _ scale: Float, _ zero: Int8) -> Double {
        guard let range = encoding.codeRange else { return 0 }
        // Clipping before rounding gives the same codes and lets the loop become vector instructions.
        let (low, high) = (Float(range.lowerBound) - Float(zero), Float(range.upperBound) - Float(zero))
        let spacing = Float(encoding.codeSpacing)
        var sum = 0.0
        for weight in weights {
            let place = (min(max(weight / scale, low), high) + 1 - spacing) / spacing
            let rest = weight - scale * (spacing * place.rounded(.toNearestOrEven) + spacing - 1)
            sum += Double(rest * rest)
        }
        return sum
    }

    /// The step that spans a range: the ends get the outermost codes.
    private func step(from low: Float, to high: Float) -> (scale: Float, zeroPoint: Int8) {
        guard let range = encoding.codeRange else { return (1, 0) }
        guard hasZeroPoint else {
            return (max(max(abs(low), abs(high)) / Float(range.upperBound), WeightScale.floor), 0)
        }
        // Zero is always a code, so the range reaches to it.
        let (bottom, top) = (min(low, 0), max(high, 0))
        let scale = max((top - bottom) / Float(range.count - 1), WeightScale.floor)
        let zero = Float(range.lowerBound) + (-bottom / scale).rounded(.toNearestOrEven)
        return (scale, Int8(min(max(zero, Float(range.lowerBound)), Float(range.upperBound))))
    }

    /// Quantile of sorted values, interpolated linearly between neighbours.
    static func quantile(_ sorted: [Float], _ fraction: Double) -> Float {
        guard let last = sorted.indices.last else { return 0 }
        let place = fraction * Double(last)
        let index = min(Int(place), max(last - 1, 0))
        let rest = place - Double(index)
        return Float(Double(sorted[index]) * (1 - rest) + Double(sorted[min(index + 1, last)]) * rest)
    }
}
