import Foundation

/// One number by which logits are divided so that confidence fits accuracy (Guo et al. 2017, arXiv:1706.04599).
public struct TemperatureScaling: Sendable, Equatable, Codable {
    /// τ > 0.
    public let temperature: Double
    /// Whether τ is at the end of the range that was searched, because more would always be better: all examples are
    /// right, or logits say nothing.
    public let isAtBound: Bool

    /// 1/τ is searched between this and its reciprocal.
    static let least = 1e-3

    /// The τ of least negative log-likelihood.
    ///
    /// In β = 1/τ the likelihood is concave, and dNLL/dβ = mean(Σ_k p_k z_k − z_y) rises with β: its zero is bisected in
    /// ln β to the last digits. Cost: about 60 passes over the logits.
    /// - Parameters:
    ///   - logits: `[examples][classes]`, at least one example.
    ///   - expected: the right class of every example.
    public static func fit(logits: [[Float]], expected: [Int]) -> TemperatureScaling {
        precondition(!logits.isEmpty && logits.count == expected.count, "one class per example, and examples")
        func slope(_ beta: Double) -> Double {
            let probabilities = ClassProbabilities(logits: logits, expected: expected, temperature: 1 / beta)
            return zip(probabilities.rows, zip(logits, expected)).reduce(0) { sum, example in
                let (row, (logits, label)) = example
                let mean = zip(row, logits).reduce(0) { $0 + $1.0 * Double($1.1) }
                return sum + mean - Double(logits[label])
            }
        }
        var (lower, upper) = (log(least), -log(least))
        if slope(exp(upper)) <= 0 { return TemperatureScaling(temperature: exp(-upper), isAtBound: true) }
        if slope(exp(lower)) >= 0 { return TemperatureScaling(temperature: exp(-lower), isAtBound: true) }
        while true {
            let middle = (lower + upper) / 2
            // No number lies between them any more.
            guard middle > lower, middle < upper else { break }
            if slope(exp(middle)) < 0 { lower = middle } else { upper = middle }
        }
        return TemperatureScaling(temperature: exp(-upper), isAtBound: false)
    }
}
