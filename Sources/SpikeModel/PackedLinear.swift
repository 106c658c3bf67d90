import SpikeCore

/// A linear layer of a packed student: `y = weightScale * inputScale * Σ_k code[o, k] * count[k] + bias`.
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
    /// Multiplier of the codes: one value, or one per output row.
    public let weightScale: [Float]
    /// `[outputFeatures]`, with the shift of the input site folded in.
    public let bias: [Float]

    /// Creates a layer; traps when sizes disagree (readers check first).
    public init(outputFeatures: Int, inputFeatures: Int, weights: Weights, weightScale: [Float], bias: [Float]) {
        precondition(weightScale.count == 1 || weightScale.count == outputFeatures, "one scale, or one per row")
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
        self.bias = bias
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
        return weightBytes + 4 * (weightScale.count + bias.count)
    }
}
