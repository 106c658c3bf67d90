import SpikeText

/// An evaluation with everything that says how far to trust it: what `bitspike evaluate --full` prints, once per T.
public struct FullEvaluation: Sendable, Equatable, Codable {
    /// The plain result.
    public let result: EvaluationResult
    /// Bootstrap interval by metric; nil where a metric is undefined.
    public let intervals: [String: ConfidenceInterval?]
    /// nil for regression, which has no classes to be sure of.
    public let calibration: CalibrationReport?
    /// Against another model; nil without one.
    public let comparison: ModelComparison?
    /// What a reader must know, such as why there is no calibration.
    public let notes: [String]

    /// Works out everything from an evaluation.
    ///
    /// - Parameters:
    ///   - evaluation: of the labelled `dataset`.
    ///   - other: of another model on the same examples.
    public init(
        _ evaluation: Evaluation, on dataset: Dataset, against other: Evaluation? = nil,
        bootstrap: Bootstrap = Bootstrap()
    ) {
        let task = dataset.task
        let expected = dataset.examples.compactMap { $0.label?.value }
        let predicted = task.predictions(evaluation.logits)
        precondition(expected.count == predicted.count, "the evaluation is of this data set")
        result = evaluation.result
        let pairs = task.metrics.map { metric in
            let interval = bootstrap.interval(count: expected.count) { indices in
                metric.value(predicted: indices.map { predicted[$0] }, expected: indices.map { expected[$0] })
            }
            return (metric.rawValue, interval)
        }
        intervals = Dictionary(uniqueKeysWithValues: pairs)
        let classes = dataset.examples.compactMap { $0.label?.classIndex }
        calibration =
            task.isRegression ? nil : CalibrationReport(logits: evaluation.logits, expected: classes)
        comparison = other.map {
            ModelComparison(
                logits: evaluation.logits, otherLogits: $0.logits, expected: expected, task: task, bootstrap: bootstrap)
        }
        notes = Self.notes(task, classes: Set(classes), calibration)
    }

    private static func notes(
        _ task: TextTask, classes: Set<Int>, _ calibration: CalibrationReport?
    ) -> [String] {
        guard let calibration else { return ["a regression has no classes to be sure of, so there is no calibration"] }
        var notes: [String] = []
        if classes.count == 1 {
            notes.append("all examples have one label; metrics and calibration say little about other sets")
        }
        if calibration.hasBoundedTemperature {
            let what =
                calibration.temperature.isAtBound ? "the temperature" : "the temperature of one half of the examples"
            notes.append("\(what) is at the end of its range: more, or less, confidence would always be better")
        }
        let empty = calibration.unscaled.reliability.bins.count { $0.count == 0 }
        if empty > 0 { notes.append("\(empty) of \(CalibrationReport.bins) bins are empty and count nothing") }
        return notes
    }
}
