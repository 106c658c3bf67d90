import SpikeCore

/// Turns real weight matrices into codes and scales.
public struct WeightQuantizer: Sendable, Equatable {
    /// Any but `.float32`.
    public let encoding: WeightEncoding
    /// What shares a scale, and for `.binary` a mean.
    public let granularity: ScaleGranularity

    /// Creates a quantizer; traps for `.float32`, which has no codes.
    public init(encoding: WeightEncoding, granularity: ScaleGranularity) {
        precondition(encoding != .float32, "float32 weights are not quantized")
        self.encoding = encoding
        self.granularity = granularity
    }

    /// mean|W| of every group.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func absmeanScales(_ weights: [Float], outputFeatures: Int) -> [Float] {
        groups(weights, outputFeatures).map { WeightScale.absmean($0) }
    }

    /// The scale of least square error of every group, codes about zero.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func meanSquareOptimalScales(_ weights: [Float], outputFeatures: Int) -> [Float] {
        fit(RangeCalibration(encoding: encoding, clipping: .meanSquare), weights, outputFeatures: outputFeatures).scales
    }

    /// Scales, and zero points if the calibration has them, of every group.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func fit(_ calibration: RangeCalibration, _ weights: [Float], outputFeatures: Int) -> WeightScales {
        let fits = groups(weights, outputFeatures).map { calibration.fit($0) }
        return WeightScales(
            scales: fits.map(\.scale), zeroPoints: calibration.hasZeroPoint ? fits.map(\.zeroPoint) : [])
    }

    /// Codes of weights under given scales (binary codes do not depend on the scale).
    ///
    /// - Parameters:
    ///   - weights: `[outputFeatures * inputFeatures]` row-major, finite.
    ///   - scales: one per group, as `granularity` says; positive.
    public func codes(_ weights: [Float], scales: [Float], outputFeatures: Int) -> [Int8] {
        codes(weights, WeightScales(scales: scales), outputFeatures: outputFeatures)
    }

    /// Codes of weights under given scales and zero points.
    public func codes(_ weights: [Float], _ scales: WeightScales, outputFeatures: Int) -> [Int8] {
        map(weights, scales.scales, outputFeatures) { index, group, scale in
            switch encoding {
            case .binary:
                let mean = WeightCode.mean(group)
                return group.map { WeightCode.binary($0, mean: mean) }
            case .ternary: return group.map { WeightCode.ternary($0, scale: scale) }
            case .balanced:
                guard let range = encoding.codeRange else { return [] }
                return group.map { WeightCode.balanced($0, scale: scale, range: range) }
            case .uniform, .float32:
                guard let range = encoding.codeRange else { return [] }
                let zero = scales.zeroPoints.isEmpty ? 0 : scales.zeroPoints[index]
                return group.map { WeightCode.uniform($0, scale: scale, zero: zero, range: range) }
            }
        }
    }

    /// Codes of weights between learned thresholds.
    ///
    /// - Parameter thresholds: in scales, one less than there are codes.
    public func codes(_ weights: [Float], scales: [Float], thresholds: [Float], outputFeatures: Int) -> [Int8] {
        guard let lowest = encoding.codeRange?.lowerBound else { return [] }
        return map(weights, scales, outputFeatures) { _, group, scale in
            group.map {
                WeightCode.thresholded(
                    $0, scale: scale, thresholds: thresholds, lowest: lowest, spacing: encoding.codeSpacing)
            }
        }
    }

    /// Codes under the absmean scale, the papers' choice.
    ///
    /// - Parameter weights: `[outputFeatures * inputFeatures]` row-major, finite.
    public func quantize(_ weights: [Float], outputFeatures: Int) -> QuantizedWeights {
        let scales = absmeanScales(weights, outputFeatures: outputFeatures)
        return QuantizedWeights(
            codes: codes(weights, scales: scales, outputFeatures: outputFeatures), scales: scales)
    }

    private func map(
        _ weights: [Float], _ scales: [Float], _ outputFeatures: Int,
        _ body: (_ index: Int, _ group: ArraySlice<Float>, _ scale: Float) -> [Int8]
    ) -> [Int8] {
        let groups = groups(weights, outputFeatures)
        precondition(scales.count == groups.count, "\(groups.count) scales are needed")
        var codes: [Int8] = []
        codes.reserveCapacity(weights.count)
        for (index, group) in groups.enumerated() { codes += body(index, group, scales[index]) }
        return codes
    }

    private func groups(_ weights: [Float], _ outputFeatures: Int) -> [ArraySlice<Float>] {
        precondition(outputFeatures > 0 && weights.count % outputFeatures == 0, "weights must fill whole rows")
        let inputs = weights.count / outputFeatures
        precondition(granularity.divides(inputFeatures: inputs), "groups must divide the rows")
        let length = granularity.groupLength(outputFeatures: outputFeatures, inputFeatures: inputs)
        guard length > 0 else { return [weights[...]] }
        return stride(from: 0, to: weights.count, by: length).map { weights[$0..<($0 + length)] }
    }
}
