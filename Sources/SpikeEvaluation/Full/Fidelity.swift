import Foundation

/// How closely a model imitates another on the same examples, whatever is right: *fidelity* (arXiv:2106.05945).
///
/// It tells students apart that a metric cannot: where both err, a metric compares noise, and fidelity still compares every output.
public struct Fidelity: Sendable, Equatable, Codable {
    /// Share of the examples with the same answer, in [0, 1]; nil for regression.
    public let agreement: Double?
    /// mean Σ_k q_k ln(q_k / p_k), in nats and ≥ 0, with p of the model and q of the other, both softmaxes of logits; nil for
    /// regression.
    public let divergence: Double?
    /// Pearson correlation over examples of z_k − mean_j z_j, mean over classes k, or of the scores of a regression; in [−1, 1].
    /// nil where one of them is constant.
    public let correlation: Double?

    /// - Parameters:
    ///   - logits, other: `[examples][outputs]` of the model and of the one that it imitates, in the same order of classes.
    ///   - isRegression: whether the one output is a score.
    public init(logits: [[Float]], other: [[Float]], isRegression: Bool) {
        precondition(logits.count == other.count, "the same examples")
        guard !isRegression else {
            (agreement, divergence) = (nil, nil)
            correlation = Self.correlation(logits.map { Double($0[0]) }, other.map { Double($0[0]) })
            return
        }
        let pairs = zip(logits, other)
        agreement = Self.mean(pairs.map { $0.indexOfLargest == $1.indexOfLargest ? 1 : 0 })
        divergence = Self.mean(pairs.map { Self.divergence(of: $0, from: $1) })
        let (mine, theirs) = (logits.map(Self.centred), other.map(Self.centred))
        let classes = (mine.first ?? []).indices.map { k in
            Self.correlation(mine.map { $0[k] }, theirs.map { $0[k] })
        }
        let defined = classes.compactMap(\.self)
        correlation = defined.count == classes.count ? Self.mean(defined) : nil
    }

    /// By name; those that are undefined are left out.
    public var values: [String: Double] {
        ["agreement": agreement, "divergence": divergence, "correlation": correlation].compactMapValues(\.self)
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }

    private static func centred(_ logits: [Float]) -> [Double] {
        let mean = mean(logits.map(Double.init))
        return logits.map { Double($0) - mean }
    }

    private static func correlation(_ left: [Double], _ right: [Double]) -> Double? {
        let value = CorrelationMetrics.pearson(left, right)
        return value.isNaN ? nil : value
    }

    /// In logarithms, so that probabilities too small for a number cost what they should.
    private static func divergence(of logits: [Float], from other: [Float]) -> Double {
        let (mine, theirs) = (logProbabilities(logits), logProbabilities(other))
        return max(0, zip(mine, theirs).reduce(0) { $0 + exp($1.1) * ($1.1 - $1.0) })
    }

    private static func logProbabilities(_ logits: [Float]) -> [Double] {
        let highest = Double(logits.max() ?? 0)
        let normaliser = highest + log(logits.reduce(0) { $0 + exp(Double($1) - highest) })
        return logits.map { Double($0) - normaliser }
    }
}
