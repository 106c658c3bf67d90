/// Moves the shifts of spiking sites into the biases behind them, so that packed layers see nothing but counts.
///
/// A `counted` site fires n counts of V_th for u = g·x + b, so n·V_th stands for g·x + b, and what is meant is
/// n·V_th − b (docs/Equations.md, "Shift folding"). All sums run in double precision and are rounded once.
enum ShiftFolding {
    /// bias[o] − Σ_groups scale[o, group] · Σ_k code[o, k] · shift[k], `[outputFeatures]`; codes are centered.
    static func bias<Weight: BinaryInteger>(
        _ bias: [Float], codes: [Weight], scales: [Float], inputShift: [Float]
    ) -> [Float] {
        let width = inputShift.count
        let groups = max(scales.count / bias.count, 1)
        let length = width / groups
        return bias.indices.map { row in
            var total = 0.0
            for group in 0..<groups {
                var sum = 0.0
                for column in (group * length)..<((group + 1) * length) {
                    sum += Double(codes[row * width + column]) * Double(inputShift[column])
                }
                total += Double(scales.count == 1 ? scales[0] : scales[row * groups + group]) * sum
            }
            return Float(Double(bias[row]) - total)
        }
    }

    /// bias[o] − Σ_k w[o, k] · shift[k], `[outputFeatures]`: the same for real weights.
    static func bias(_ bias: [Float], weights: [Float], inputShift: [Float]) -> [Float] {
        let width = inputShift.count
        return bias.indices.map { row in
            var sum = 0.0
            for column in 0..<width { sum += Double(weights[row * width + column]) * Double(inputShift[column]) }
            return Float(Double(bias[row]) - sum)
        }
    }

    /// shift_context − gain_context · shift_value, `[D]`.
    ///
    /// Attention probabilities sum to 1, so the value site's shift passes through the average unchanged.
    static func contextShift(_ shift: [Float], gain: [Float], valueShift: [Float]) -> [Float] {
        shift.indices.map { Float(Double(shift[$0]) - Double(gain[$0]) * Double(valueShift[$0])) }
    }
}
