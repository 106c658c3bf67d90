import SpikeCore

/// Codes of one weight matrix and their scales.
public struct QuantizedWeights: Sendable, Equatable {
    /// `[outputFeatures * inputFeatures]` row-major.
    public let codes: [Int8]
    /// One value, or one per output row.
    public let scales: [Float]

    /// scale × code of every weight, `[outputFeatures * inputFeatures]`.
    public var dequantized: [Float] {
        let perScale = scales.isEmpty ? 1 : max(codes.count / scales.count, 1)
        return codes.indices.map { scales[$0 / perScale] * Float(codes[$0]) }
    }
}
