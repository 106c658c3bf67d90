/// Whether one model is better than another on the same examples, or may just have been lucky.
public struct ModelComparison: Sendable, Equatable, Codable {
    /// One metric's difference.
    public struct Difference: Sendable, Equatable, Codable {
        /// The model's value less the other's.
        public let value: Double
        /// Paired bootstrap interval of it.
        public let interval: ConfidenceInterval
        /// Two-sided p value of no difference.
        public let pValue: Double
    }

    /// By metric; metrics that are undefined for either are missing.
    public let differences: [String: Difference]
    /// On which examples each is right; nil for regression.
    public let mcNemar: McNemarTest?
    /// How closely the model imitates the other.
    public let fidelity: Fidelity

    /// The comparison of two evaluations of one data set.
    ///
    /// - Parameters:
    ///   - logits, otherLogits: `[examples][outputs]`, of the model and of the one it is compared with.
    ///   - expected: what is right.
    ///   - task: says which metrics there are.
    public init(
        logits: [[Float]], otherLogits: [[Float]], expected: [Double], task: TextTask, bootstrap: Bootstrap
    ) {
        let (predicted, other) = (task.predictions(logits), task.predictions(otherLogits))
        precondition(predicted.count == expected.count && other.count == expected.count, "the same examples")
        var differences: [String: Difference] = [:]
        for metric in task.metrics {
            func gap(_ indices: [Int]) -> Double {
                let truth = indices.map { expected[$0] }
                return metric.value(predicted: indices.map { predicted[$0] }, expected: truth)
                    - metric.value(predicted: indices.map { other[$0] }, expected: truth)
            }
            let value = gap(Array(expected.indices))
            guard !value.isNaN, let drawn = bootstrap.difference(count: expected.count, gap) else { continue }
            differences[metric.rawValue] = Difference(value: value, interval: drawn.interval, pValue: drawn.pValue)
        }
        self.differences = differences
        fidelity = Fidelity(logits: logits, other: otherLogits, isRegression: task.isRegression)
        mcNemar =
            task.isRegression
            ? nil
            : McNemarTest(
                first: zip(predicted, expected).map(==), second: zip(other, expected).map(==))
    }
}
