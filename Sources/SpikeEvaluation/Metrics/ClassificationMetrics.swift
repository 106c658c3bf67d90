/// Agreement of predicted with true classes; all as scikit-learn computes them.
///
/// Both arrays have one class per example, in the same order; traps when they differ in length.
public enum ClassificationMetrics {
    /// Fraction of examples whose class is right; NaN without examples.
    public static func accuracy(predicted: [Int], expected: [Int]) -> Double {
        precondition(predicted.count == expected.count, "one prediction per example")
        guard !expected.isEmpty else { return .nan }
        return Double(zip(predicted, expected).count { $0 == $1 }) / Double(expected.count)
    }

    /// F1 of `positive`: 2 TP / (2 TP + FP + FN); 0 when the class occurs in neither array.
    public static func f1(predicted: [Int], expected: [Int], positive: Int = 1) -> Double {
        precondition(predicted.count == expected.count, "one prediction per example")
        let hits = zip(predicted, expected).count { $0 == positive && $1 == positive }
        let claimed = predicted.count { $0 == positive }
        let actual = expected.count { $0 == positive }
        return claimed + actual == 0 ? 0 : Double(2 * hits) / Double(claimed + actual)
    }

    /// Matthews correlation of any number of classes, R_K of Gorodkin 2004:
    /// (c n - Σ_k p_k t_k) / sqrt((n² - Σ p_k²)(n² - Σ t_k²)), with c right answers and class counts p_k, t_k.
    ///
    /// 0 when either array holds only one class.
    public static func matthews(predicted: [Int], expected: [Int]) -> Double {
        precondition(predicted.count == expected.count, "one prediction per example")
        let examples = Double(expected.count)
        let right = Double(zip(predicted, expected).count { $0 == $1 })
        let predictedCounts = counts(predicted)
        let expectedCounts = counts(expected)
        let agreement = predictedCounts.reduce(0) { $0 + $1.value * (expectedCounts[$1.key] ?? 0) }
        let predictedSpread = examples * examples - predictedCounts.values.reduce(0) { $0 + $1 * $1 }
        let expectedSpread = examples * examples - expectedCounts.values.reduce(0) { $0 + $1 * $1 }
        guard predictedSpread > 0, expectedSpread > 0 else { return 0 }
        return (right * examples - agreement) / (predictedSpread * expectedSpread).squareRoot()
    }

    private static func counts(_ classes: [Int]) -> [Int: Double] {
        classes.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
