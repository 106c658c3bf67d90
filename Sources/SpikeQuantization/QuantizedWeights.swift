import SpikeCore

/// Codes of one weight matrix and their scales.
public struct QuantizedWeights: Sendable, Equatable {
    /// `[outputFeatures * inputFeatures]` row-major.
    public let codes: [Int8]
    /// One value, or one per output row.
    public let scales: [Float]

    /// Joins codes and scales; traps unless the codes divide evenly among the scales.
    public init(codes: [Int8], scales: [Float]) {
        precondition(!scales.isEmpty && codes.count % scales.count == 0, "every scale needs as many codes")
        self.codes = codes
        self.scales = scales
    }

    /// scale × code of every weight, `[outputFeatures * inputFeatures]`.
    public var dequantized: [Float] {
        let perScale = max(codes.count / scales.count, 1)
        return codes.indices.map { scales[$0 / perScale] * Float(codes[$0]) }
    }
}
