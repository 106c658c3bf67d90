import SpikeModel

extension Equations {
    /// Membrane input of one token at a site: `u = g x + b`, one rounding (fused multiply-add), `[neurons]`.
    ///
    /// Neurons that all have gain 1 and shift 0 take x as it is.
    public static func charge(_ x: [Float], _ site: PackedSite, meter: OperationMeter? = nil) -> [Float] {
        if !site.isPlain { meter?.note(.realMultiplyAccumulate, x.count) }
        return x.indices.map { site.shift[$0].addingProduct(site.gain[$0], x[$0]) }
    }

    /// Synaptic sums of one token, `Σ_k code[o, k] n[k]` over every group of inputs that shares scales,
    /// `[groups][outputs]`: exact integers.
    ///
    /// - Parameters:
    ///   - codes: less their zero points, `[outputs * inputs]`.
    ///   - synapse: what a count other than 0 takes at each of its synapses, for `meter`.
    public static func synapticSums(
        codes: [Int8], counts: [Int], _ linear: PackedLinear, synapse: Operation = .multiplyAccumulate,
        meter: OperationMeter? = nil
    ) -> [[Int]] {
        for count in counts where count != 0 { meter?.note(synapse, linear.outputFeatures) }
        let size = linear.groupSize
        return (0..<linear.groupsPerRow).map { group in
            let columns = (group * size)..<((group + 1) * size)
            return (0..<linear.outputFeatures).map { o in
                columns.reduce(0) { $0 + Int(codes[o * counts.count + $1]) * counts[$1] }
            }
        }
    }

    /// Currents of one token: `y[o] = bias[o]`, then for one group after the other
    /// `y[o] = fma(weightScale[o, group] V_th, Σ_k code[o, k] n[k], y[o])`.
    ///
    /// The product of the two scales is rounded to single precision first; then one fused multiply-add.
    public static func currents(
        sums: [[Int]], _ linear: PackedLinear, inputThreshold: Float, meter: OperationMeter? = nil
    ) -> [Float] {
        meter?.note(.realMultiplyAccumulate, linear.bias.count * sums.count)
        return linear.bias.indices.map { o in
            sums.indices.reduce(linear.bias[o]) { current, group in
                let scale = linear.scale(row: o, column: group * linear.groupSize) * inputThreshold
                return current.addingProduct(scale, Float(sums[group][o]))
            }
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
