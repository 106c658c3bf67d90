import SpikeCore

/// Codes of single weights: the equations, one function each (docs/Equations.md, "Quantized weights").
///
/// All of them run in single precision, in the order of the engine's operations, so that codes agree bit for bit; only the
/// mean is summed in double precision, here and there.
public enum WeightCode {
    /// clip(round_half_even(W / scale), −1, 1) (arXiv:2405.02543, 1.58 bit).
    public static func ternary(_ weight: Float, scale: Float) -> Int8 {
        Int8(min(max((weight / scale).rounded(.toNearestOrEven), -1), 1))
    }

    /// sign(W − mean) with 0 → −1 (arXiv:2405.02543, 1 bit; `mean` is that of the tensor, row or group).
    public static func binary(_ weight: Float, mean: Float) -> Int8 { weight > mean ? 1 : -1 }

    /// clip(round_half_even(W / scale) + zero, lowest, highest), neighbouring integers.
    ///
    /// - Parameter range: codes there are, within -128...127.
    public static func uniform(_ weight: Float, scale: Float, zero: Int8, range: ClosedRange<Int>) -> Int8 {
        let code = (weight / scale).rounded(.toNearestOrEven) + Float(zero)
        return Int8(min(max(code, Float(range.lowerBound)), Float(range.upperBound)))
    }

    /// clip(2 · round_half_even((W / scale − 1) / 2) + 1, lowest, highest), the odd integers.
    ///
    /// - Parameter range: codes there are, between odd ends within -128...127.
    public static func balanced(_ weight: Float, scale: Float, range: ClosedRange<Int>) -> Int8 {
        let code = 2 * ((weight / scale - 1) / 2).rounded(.toNearestOrEven) + 1
        return Int8(min(max(code, Float(range.lowerBound)), Float(range.upperBound)))
    }

    /// lowest + spacing · #{i: W / scale ≥ τ_i}: what lies between thresholds has one code.
    ///
    /// - Parameter thresholds: τ in scales, one less than there are codes; their order does not matter.
    public static func thresholded(
        _ weight: Float, scale: Float, thresholds: [Float], lowest: Int, spacing: Int
    ) -> Int8 {
        let value = weight / scale
        return Int8(lowest + spacing * thresholds.count { value >= $0 })
    }

    /// lowest + spacing · Σ_i clip(½ + β (W / scale − τ_i) / spacing, 0, 1): codes with ramps of width spacing/β instead
    /// of jumps.
    ///
    /// β = 1 and thresholds half-way between codes give clip(W / scale, lowest, highest), no quantization at all; the
    /// limit β → ∞ is `thresholded`.
    public static func soft(
        _ weight: Float, scale: Float, thresholds: [Float], lowest: Int, spacing: Int, sharpness: Float
    ) -> Float {
        let value = weight / scale
        let slope = sharpness / Float(spacing)
        let sum = thresholds.reduce(Float(0)) { $0 + min(max(0.5 + slope * (value - $1), 0), 1) }
        return Float(lowest) + Float(spacing) * sum
    }

    /// The mean that binary codes are taken about, summed in double precision.
    public static func mean(_ weights: some Collection<Float>) -> Float {
        Float(weights.reduce(0.0) { $0 + Double($1) } / Double(max(weights.count, 1)))
    }

    /// Thresholds half-way between neighbouring codes, where rounding changes over, in scales.
    public static func midpoints(_ encoding: WeightEncoding) -> [Float] {
        guard let range = encoding.codeRange else { return [] }
        let spacing = encoding.codeSpacing
        return stride(from: range.lowerBound, to: range.upperBound, by: spacing).map {
            Float($0) + Float(spacing) / 2
        }
    }
}
