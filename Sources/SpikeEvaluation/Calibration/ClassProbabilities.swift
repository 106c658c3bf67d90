import Foundation

/// What a classifier believes: the softmax of logits divided by a temperature, with the classes that are right.
public struct ClassProbabilities: Sendable, Equatable {
    /// `[examples][classes]`; every row adds up to 1.
    public let rows: [[Double]]
    /// The right class of every example.
    public let expected: [Int]

    /// p_k = exp(z_k / τ) / Σ_j exp(z_j / τ).
    ///
    /// - Parameters:
    ///   - logits: `[examples][classes]`, at least two classes.
    ///   - expected: one class per example; traps when they differ in number or a class does not exist.
    ///   - temperature: τ > 0; 1 leaves logits as they are, more makes them less sure.
    public init(logits: [[Float]], expected: [Int], temperature: Double = 1) {
        precondition(logits.count == expected.count, "one class per example")
        precondition(zip(logits, expected).allSatisfy { $0.indices.contains($1) }, "classes must exist")
        precondition(temperature > 0, "temperatures are positive")
        rows = logits.map { Self.softmax($0.map { Double($0) / temperature }) }
        self.expected = expected
    }

    /// The highest probability of every example, and whether its class is right; ties go to the first class.
    public var confidences: [(confidence: Double, isRight: Bool)] {
        zip(rows, expected).map { row, label in
            let top = row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
            return (row[top], top == label)
        }
    }

    /// Negative log-likelihood −mean ln p_y, in nats; probabilities below 2⁻⁵² count as that, as scikit-learn does.
    public var logLoss: Double {
        mean { row, label in -log(max(row[label], .ulpOfOne)) }
    }

    /// mean Σ_k (p_k − 1{k = y})², in [0, 2] (Brier 1950); for two classes twice what is often printed.
    public var brierScore: Double {
        mean { row, label in
            row.indices.reduce(0) { sum, k in
                let gap = row[k] - (k == label ? 1 : 0)
                return sum + gap * gap
            }
        }
    }

    private func mean(_ value: ([Double], Int) -> Double) -> Double {
        zip(rows, expected).reduce(0) { $0 + value($1.0, $1.1) } / Double(expected.count)
    }

    private static func softmax(_ values: [Double]) -> [Double] {
        let highest = values.max() ?? 0
        let powers = values.map { exp($0 - highest) }
        let sum = powers.reduce(0, +)
        return powers.map { $0 / sum }
    }
}
