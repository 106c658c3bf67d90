import SpikeCore

/// Codes of one weight matrix and their scales.
public struct QuantizedWeights: Sendable, Equatable {
    /// `[outputFeatures * inputFeatures]` row-major.
    public let codes: [Int8]
    /// One value per group of neighbouring weights.
    public let scales: [Float]
    /// Codes that stand for zero, one per scale; empty where that is 0.
    public let zeroPoints: [Int8]

    /// Joins codes and scales; traps unless the codes divide evenly among the scales.
    public init(codes: [Int8], scales: [Float], zeroPoints: [Int8] = []) {
        precondition(zeroPoints.isEmpty || zeroPoints.count == scales.count, "as many zero points as scales")
        precondition(!scales.isEmpty && codes.count % scales.count == 0, "every scale needs as many codes")
        self.codes = codes
        self.scales = scales
        self.zeroPoints = zeroPoints
    }

    /// scale × (code − zero) of every weight, `[outputFeatures * inputFeatures]`.
    public var dequantized: [Float] {
        let perScale = max(codes.count / scales.count, 1)
        return codes.indices.map { index in
            let group = index / perScale
            return scales[group] * (Float(codes[index]) - Float(zeroPoints.isEmpty ? 0 : zeroPoints[group]))
        }
    }
}
