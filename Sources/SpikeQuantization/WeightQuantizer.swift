import SpikeCore

/// Turns real weight matrices into codes and scales.
public struct WeightQuantizer: Sendable, Equatable {
    /// `.binary` or `.ternary`.
    public let encoding: WeightEncoding
    /// What shares a scale, and for `.binary` a mean.
    public let granularity: ScaleGranularity

    /// Creates a quantizer; traps for `.float32`, which has no codes.
    public init(encoding: WeightEncoding, granularity: ScaleGranularity) {
        precondition(encoding != .float32, "float32 weights are not quantized")
        self.encoding = encoding
        self.granularity = granularity
    }

    /// mean|W| of the tensor, or of each row.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func absmeanScales(_ weights: [Float], outputFeatures: Int) -> [Float] {
        groups(weights, outputFeatures).map { WeightScale.absmean($0) }
    }

    /// The scale with the least square error of the tensor, or of each row: searched for ternary codes, and for
    /// binary codes mean|W|, which is the optimum for weights without mean.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func meanSquareOptimalScales(_ weights: [Float], outputFeatures: Int) -> [Float] {
        groups(weights, outputFeatures).map {
            encoding == .ternary ? WeightScale.meanSquareOptimal($0) : WeightScale.absmean($0)
        }
    }

    /// Codes of weights under given scales (binary codes do not depend on the scale).
    ///
    /// - Parameters:
    ///   - weights: `[outputFeatures * inputFeatures]` row-major, finite.
    ///   - scales: one value, or one per row, as `granularity` says; positive.
    public func codes(_ weights: [Float], scales: [Float], outputFeatures: Int) -> [Int8] {
        let groups = groups(weights, outputFeatures)
        precondition(scales.count == groups.count, "\(groups.count) scales are needed")
        var codes: [Int8] = []
        codes.reserveCapacity(weights.count)
        for (group, scale) in zip(groups, scales) {
            if encoding == .ternary {
                for weight in group { codes.append(WeightCode.ternary(weight, scale: scale)) }
            } else {
                let mean = WeightCode.mean(group)
                for weight in group { codes.append(WeightCode.binary(weight, mean: mean)) }
            }
        }
        return codes
    }

    /// Codes under the absmean scale, the papers' choice.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func quantize(_ weights: [Float], outputFeatures: Int) -> QuantizedWeights {
        let scales = absmeanScales(weights, outputFeatures: outputFeatures)
        return QuantizedWeights(
            codes: codes(weights, scales: scales, outputFeatures: outputFeatures), scales: scales)
    }

    private func groups(_ weights: [Float], _ outputFeatures: Int) -> [ArraySlice<Float>] {
        precondition(outputFeatures > 0 && weights.count % outputFeatures == 0, "weights must fill whole rows")
        guard granularity == .perRow else { return [weights[...]] }
        let width = weights.count / outputFeatures
        return (0..<outputFeatures).map { weights[($0 * width)..<(($0 + 1) * width)] }
    }
}
