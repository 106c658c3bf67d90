import Foundation
import SpikeText

/// A folder that holds the splits of a data set: `train.tsv`, `dev.tsv`, `test.tsv`, or the same as `.jsonl` or `.csv`.
public struct DataFolder: Sendable {
    /// The folder.
    public let url: URL

    /// Whether train and dev are bitspike's own parts of one file, for sets without an official split.
    public let usesOwnSplit: Bool

    /// Names the folder; nothing is read yet.
    public init(_ url: URL, usesOwnSplit: Bool = false) {
        self.url = url
        self.usesOwnSplit = usesOwnSplit
    }

    private func resolved(_ split: Split) -> Split {
        switch split {
        case .train where usesOwnSplit: .hashedTrain
        case .dev where usesOwnSplit: .hashedDev
        default: split
        }
    }

    /// The file of a split: the first of `<name>.tsv`, `<name>.jsonl`, `<name>.csv` that exists.
    ///
    /// - Throws: `EvaluationError` when the task has no such split or no file is there; the message lists the names.
    public func file(of split: Split, task: TextTask) throws(EvaluationError) -> URL {
        let names = try task.fileNames(of: resolved(split))
        let candidates = names.flatMap { name in TableFile.Format.allCases.map { "\(name).\($0.rawValue)" } }
        for candidate in candidates {
            let file = url.appendingPathComponent(candidate)
            if FileManager.default.fileExists(atPath: file.path) { return file }
        }
        throw .missingSplit(folder: url.path, split: split.name, lookedFor: candidates)
    }

    /// Reads a split.
    ///
    /// - Throws: `EvaluationError` naming file, line, what is expected and the fix.
    public func read(_ split: Split, task: TextTask) throws(EvaluationError) -> Dataset {
        try read(file(of: split, task: task), as: resolved(split), task: task)
    }

    /// Reads a file as a split of a task.
    public func read(_ file: URL, as split: Split, task: TextTask) throws(EvaluationError) -> Dataset {
        var reader = ExampleReader(task: task, split: split, file: try TableFile(file))
        try reader.read(url: file)
        guard !reader.examples.isEmpty else { throw .emptyFile(path: file.path) }
        return Dataset(
            task: task, split: split, path: file.path, examples: reader.examples, skippedRows: reader.skippedRows)
    }

    /// Distinct names in the label column of a split, sorted: the labels of a task that nobody has named yet.
    public func labelNames(of split: Split, columns: ColumnNames) throws(EvaluationError) -> [String] {
        let task = TextTask(name: "table", labels: [], metrics: [], columns: [columns])
        let file = try file(of: split, task: task)
        var reader = ExampleReader(task: task, split: split, file: try TableFile(file), collectsLabelNames: true)
        try reader.read(url: file)
        guard !reader.labelNames.isEmpty else { throw .emptyFile(path: file.path) }
        return reader.labelNames.sorted()
    }
}
