/// A number that says how well predictions agree with labels.
public enum MetricKind: String, Sendable, Codable, CaseIterable {
    /// Fraction of examples whose class is right.
    case accuracy
    /// F1 of class 1.
    case f1
    /// Matthews correlation coefficient of the classes.
    case matthews
    /// Pearson correlation of scores.
    case pearson
    /// Spearman rank correlation of scores.
    case spearman

    /// The metric's value for predicted and true classes (as numbers) or scores, in the order of the examples.
    ///
    /// NaN where the metric is undefined, see `ClassificationMetrics` and `CorrelationMetrics`.
    public func value(predicted: [Double], expected: [Double]) -> Double {
        switch self {
        case .pearson: return CorrelationMetrics.pearson(predicted, expected)
        case .spearman: return CorrelationMetrics.spearman(predicted, expected)
        case .accuracy, .f1, .matthews:
            return value(predictedClasses: predicted.map { Int($0) }, expectedClasses: expected.map { Int($0) })
        }
    }

    private func value(predictedClasses: [Int], expectedClasses: [Int]) -> Double {
        switch self {
        case .f1: ClassificationMetrics.f1(predicted: predictedClasses, expected: expectedClasses)
        case .matthews: ClassificationMetrics.matthews(predicted: predictedClasses, expected: expectedClasses)
        default: ClassificationMetrics.accuracy(predicted: predictedClasses, expected: expectedClasses)
        }
    }
}
