import SpikeCore

/// ECE that a perfectly calibrated model with the same confidences would show on as many examples: chance alone.
///
/// Every answer is drawn right with the probability that its confidence says, 400 times from a fixed seed, and the ECE of every draw is
/// computed over the bins of the curve.
public struct CalibrationNoise: Sendable, Equatable, Codable {
    /// Mean over draws.
    public let mean: Double
    /// Quantile 0.95: an honest model stays below it nineteen times of twenty.
    public let upper: Double

    private static let draws = 400
    private static let stream: UInt64 = 63

    /// The noise of a curve.
    init(_ probabilities: ClassProbabilities, bins: Int) {
        var generator = SeededGenerator(seed: 0, stream: Self.stream)
        let confidences = probabilities.confidences.map(\.confidence)
        let members = confidences.map { min(max(Int(($0 * Double(bins)).rounded(.up)) - 1, 0), bins - 1) }
        var errors = (0..<Self.draws).map { _ in
            var gaps = [Double](repeating: 0, count: bins)
            for (confidence, bin) in zip(confidences, members) {
                let isRight = generator.unit() < confidence
                gaps[bin] += (isRight ? 1 : 0) - confidence
            }
            return gaps.reduce(0) { $0 + abs($1) } / Double(confidences.count)
        }
        errors.sort()
        mean = errors.reduce(0, +) / Double(Self.draws)
        upper = Bootstrap.quantile(0.95, of: errors)
    }
}
