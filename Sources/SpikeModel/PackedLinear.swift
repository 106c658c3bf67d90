import SpikeCore

/// A linear layer of a packed student: `y = weightScale * inputScale * Σ_k (code[o, k] - zero) * count[k] + bias`.
///
/// `inputScale` is the firing threshold of the site that feeds the layer. The bias already contains the folded shift of
/// that site, so nothing but the integer sum depends on the spikes (docs/Equations.md, "Packed linear").
public struct PackedLinear: Sendable, Equatable {
    /// The weights: codes, or real weights for `.float32` (then `weightScale` is `[1]`).
    public enum Weights: Sendable, Equatable {
        /// Canonical codes, `[outputFeatures, inputFeatures]`.
        case codes(PackedCodes)
        /// Real weights, `[outputFeatures * inputFeatures]` row-major.
        case real([Float])
    }

    /// Rows.
    public let outputFeatures: Int
    /// Columns.
    public let inputFeatures: Int
    /// Codes or real weights.
    public let weights: Weights
    /// Multiplier of the codes: one value, one per output row, or `inputFeatures / size` per row.
    public let weightScale: [Float]
    /// Code that stands for zero, one per scale; empty where it is 0.
    public let zeroPoint: [Int8]
    /// `[outputFeatures]`, with the shift of the input site folded in.
    public let bias: [Float]

    /// Creates a layer; traps when sizes disagree (readers check first).
    public init(
        outputFeatures: Int, inputFeatures: Int, weights: Weights, weightScale: [Float], zeroPoint: [Int8] = [],
        bias: [Float]
    ) {
        precondition(
            weightScale.count == 1
                || !weightScale.isEmpty && weightScale.count % outputFeatures == 0
                    && inputFeatures % (weightScale.count / outputFeatures) == 0,
            "one scale, one per row, or as many for every row")
        precondition(zeroPoint.isEmpty || zeroPoint.count == weightScale.count, "as many zero points as scales")
        precondition(bias.count == outputFeatures, "one bias per row")
        switch weights {
        case .codes(let codes):
            precondition(codes.outputFeatures == outputFeatures && codes.inputFeatures == inputFeatures)
        case .real(let values):
            precondition(values.count == outputFeatures * inputFeatures, "real weights must fill the matrix")
        }
        self.outputFeatures = outputFeatures
        self.inputFeatures = inputFeatures
        self.weights = weights
        self.weightScale = weightScale
        self.zeroPoint = zeroPoint
        self.bias = bias
    }

    /// Neighbouring weights of a row that share a scale.
    public var groupSize: Int {
        weightScale.count <= outputFeatures ? inputFeatures : inputFeatures * outputFeatures / weightScale.count
    }

    /// Number of scales that a row needs.
    public var groupsPerRow: Int { inputFeatures == 0 ? 1 : inputFeatures / groupSize }

    /// The scale of a weight.
    public func scale(row: Int, column: Int) -> Float {
        weightScale.count == 1 ? weightScale[0] : weightScale[row * groupsPerRow + column / groupSize]
    }

    /// Codes less their zero points, `[outputFeatures * inputFeatures]`; nil for real weights.
    ///
    /// Zero points lie within the codes, and 8-bit codes have none, so every difference is an int8.
    public var centeredCodes: [Int8]? {
        guard case .codes(let packed) = weights else { return nil }
        var codes = packed.unpacked()
        guard !zeroPoint.isEmpty else { return codes }
        let length = codes.count / zeroPoint.count
        for index in codes.indices { codes[index] -= zeroPoint[index / length] }
        return codes
    }

    /// Encoding of the weights.
    public var encoding: WeightEncoding {
        switch weights {
        case .codes(let codes): codes.encoding
        case .real: .float32
        }
    }

    /// Bytes of codes or weights, scales and bias on disk.
    public var byteCount: Int {
        let weightBytes =
            switch weights {
            case .codes(let codes): codes.bytes.count
            case .real(let values): values.count * 4
            }
        return weightBytes + zeroPoint.count + 4 * (weightScale.count + bias.count)
    }
}
