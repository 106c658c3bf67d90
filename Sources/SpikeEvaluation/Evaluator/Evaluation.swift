/// Everything that came out of one evaluation.
public struct Evaluation: Sendable, Equatable {
    /// The numbers to report.
    public var result: EvaluationResult
    /// `[examples][outputs]` in the order of the data set; classes in the order of the task.
    public var logits: [[Float]]
    /// The best order of the classes; nil for regression.
    public var labelPermutation: LabelPermutation?

    /// Creates an evaluation.
    public init(result: EvaluationResult, logits: [[Float]], labelPermutation: LabelPermutation? = nil) {
        self.result = result
        self.logits = logits
        self.labelPermutation = labelPermutation
    }
}
