/// Codes of single weights: the equations, one line each.
public enum WeightCode {
    /// clip(round_half_even(W / scale), −1, 1), in single precision like the engine (arXiv:2405.02543, 1.58 bit).
    public static func ternary(_ weight: Float, scale: Float) -> Int8 {
        Int8(min(max((weight / scale).rounded(.toNearestOrEven), -1), 1))
    }

    /// sign(W − mean) with 0 → −1 (arXiv:2405.02543, 1 bit; `mean` is that of the tensor or row).
    public static func binary(_ weight: Float, mean: Float) -> Int8 { weight > mean ? 1 : -1 }

    /// The mean that binary codes are taken about, summed in double precision.
    public static func mean(_ weights: some Collection<Float>) -> Float {
        Float(weights.reduce(0.0) { $0 + Double($1) } / Double(max(weights.count, 1)))
    }
}
