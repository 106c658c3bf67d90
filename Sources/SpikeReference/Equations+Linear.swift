import SpikeModel

extension Equations {
    /// Membrane input of one token at a site: `u = g x + b`, one rounding (fused multiply-add), `[neurons]`.
    public static func charge(_ x: [Float], _ site: PackedSite) -> [Float] {
        x.indices.map { site.shift[$0].addingProduct(site.gain[$0], x[$0]) }
    }

    /// Synaptic sums of one token, `Σ_k code[o, k] n[k]`, `[outputs]`: exact integers.
    ///
    /// - Parameter codes: unpacked, `[outputs * inputs]`.
    public static func synapticSums(codes: [Int8], counts: [Int], outputs: Int) -> [Int] {
        (0..<outputs).map { o in
            counts.indices.reduce(0) { $0 + Int(codes[o * counts.count + $1]) * counts[$1] }
        }
    }

    /// Currents of one token: `y[o] = fma(weightScale V_th, Σ_k code[o, k] n[k], bias[o])`.
    ///
    /// The product of the two scales is rounded to single precision first; then one fused multiply-add.
    public static func currents(sums: [Int], _ linear: PackedLinear, inputThreshold: Float) -> [Float] {
        sums.indices.map { o in
            let scale = linear.weightScale[linear.weightScale.count == 1 ? 0 : o] * inputThreshold
            return linear.bias[o].addingProduct(scale, Float(sums[o]))
        }
    }

    /// Currents of one token through real weights: `y[o] = V_th Σ_k w[o, k] n[k] + bias[o]`.
    public static func currents(
        weights: [Float], counts: [Int], bias: [Float], inputThreshold: Float
    ) -> [Float] {
        bias.indices.map { o in
            let sum = counts.indices.reduce(0.0) { $0 + Double(weights[o * counts.count + $1]) * Double(counts[$1]) }
            return Float(Double(inputThreshold) * sum + Double(bias[o]))
        }
    }
}
