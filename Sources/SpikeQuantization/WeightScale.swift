import SpikeCore

/// Scales of weight codes: always the multiplier, real ≈ scale × code.
public enum WeightScale {
    /// Smallest scale, so that an all-zero tensor has one (BitNet's floor).
    public static let floor: Float = 1e-5

    /// mean|W|, at least `floor` (arXiv:2405.02543 as BitNet b1.58: γ for ternary, β for binary).
    public static func absmean(_ weights: some Collection<Float>) -> Float {
        let sum = weights.reduce(0.0) { $0 + Double($1.magnitude) }
        return max(Float(sum / Double(max(weights.count, 1))), floor)
    }

    /// The multipliers of the standard deviation that `meanSquareOptimal` tries: 25 from 0.8 to 2.0.
    static let candidates: [Double] = (0..<25).map { 0.8 + 0.05 * Double($0) }

    /// The ternary scale with the least Σ(W − scale·code)² among 25 multiples of the standard deviation of W.
    ///
    /// Cost: 25 passes over the weights. At least `floor`.
    public static func meanSquareOptimal(_ weights: some Collection<Float>) -> Float {
        let count = Double(max(weights.count, 1))
        let mean = weights.reduce(0.0) { $0 + Double($1) } / count
        let squares = weights.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        let deviation = (squares / max(count - 1, 1)).squareRoot()
        var best = (error: Double.infinity, scale: floor)
        for multiplier in candidates {
            let scale = max(Float(deviation) * Float(multiplier), floor)
            let error = weights.reduce(0.0) { sum, weight in
                let rest = Double(weight) - Double(scale) * Double(WeightCode.ternary(weight, scale: scale))
                return sum + rest * rest
            }
            if error < best.error { best = (error, scale) }
        }
        return best.scale
    }
}
