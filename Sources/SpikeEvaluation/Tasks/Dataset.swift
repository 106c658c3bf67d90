import SpikeText

/// The examples of one split of one task.
public struct Dataset: Sendable, Equatable {
    /// The task.
    public let task: TextTask
    /// The split.
    public let split: Split
    /// File that was read.
    public let path: String
    /// Examples in file order.
    public let examples: [Example]
    /// Rows with too few fields that were skipped; only QQP's official reader does that.
    public let skippedRows: Int

    /// Creates a data set.
    public init(task: TextTask, split: Split, path: String, examples: [Example], skippedRows: Int = 0) {
        self.task = task
        self.split = split
        self.path = path
        self.examples = examples
        self.skippedRows = skippedRows
    }

    /// The first examples alone.
    public func prefix(_ count: Int) -> Dataset {
        Dataset(
            task: task, split: split, path: path, examples: Array(examples.prefix(count)), skippedRows: skippedRows)
    }

    /// Whether every example has a label.
    public var isLabelled: Bool { examples.allSatisfy { $0.label != nil } }
}
