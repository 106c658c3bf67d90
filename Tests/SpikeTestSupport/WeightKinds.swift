import SpikeCore

extension ScaleGranularity {
    /// Granularities that every shape of a matrix has.
    public static let plain: [ScaleGranularity] = [.perTensor, .perRow]
}

extension WeightEncoding {
    /// Encodings that stand for all: real weights, wide and narrow codes.
    public static let samples: [WeightEncoding] =
        [.float32, .uniform(bits: 8), .uniform(bits: 3), .uniform(bits: 2), .balanced(bits: 2), .ternary, .binary]

    /// All encodings that have codes.
    public static let quantized: [WeightEncoding] = all.filter { $0 != .float32 }

    /// Every code, in ascending order.
    public var everyCode: [Int8] {
        codeRange.map { stride(from: $0.lowerBound, through: $0.upperBound, by: codeSpacing).map { Int8($0) } } ?? []
    }

    /// Codes drawn at random.
    public func randomCodes(_ count: Int, _ generator: inout SeededGenerator) -> [Int8] {
        let codes = everyCode
        return (0..<count).map { _ in codes[generator.integer(below: codes.count)] }
    }
}
