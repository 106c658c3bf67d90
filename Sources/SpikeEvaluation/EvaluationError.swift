/// Why data could not be read or a model could not be measured.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No task has this name.
    case unknownTask(String, known: [String])
    /// bitspike has no split of its own for the task.
    case noOwnSplit(task: String, known: [String])
    /// No file of the split lies in the folder.
    case missingSplit(folder: String, split: String, lookedFor: [String])
    /// The file could not be opened or read.
    case unreadable(path: String, reason: String)
    /// The file has no data rows.
    case emptyFile(path: String)
    /// A row cannot be used; lines count from 1.
    case badRow(path: String, line: Int, RowProblem)
    /// Metrics need labels and this split has none.
    case unlabelled(path: String)
    /// The model's label names cannot be matched to the task's.
    case labelMismatch(model: [String], task: String, expected: [String])
    /// A model gave another number of predictions or logits than it was asked for.
    case wrongOutputs(what: String, expected: Int, found: Int)
    /// An energy preset from which nothing can be computed.
    case badPreset(name: String, problem: String)
    /// A logit that is infinite or not a number.
    case notFinite(example: String)

    /// One line that names the place and the fix.
    public var description: String {
        switch self {
        case .unknownTask(let name, let known):
            "unknown task \(name.quotedOnOneLine); use one of \(known.joined(separator: ", "))"
        case .noOwnSplit(let task, let known):
            "task \(task) has no split of bitspike's own; leave that out, or use one of \(known.joined(separator: ", "))"
        case .missingSplit(let folder, let split, let files):
            "\(folder): no file of the \(split) split; put one of \(files.joined(separator: ", ")) there"
        case .unreadable(let path, let reason):
            "\(path): cannot be read (\(reason)); check the path and its permissions"
        case .emptyFile(let path): "\(path): no data rows; download or write the file again"
        case .badRow(let path, let line, let problem): "\(path):\(line): \(problem)"
        case .unlabelled(let path): "\(path): no labels to measure against; evaluate a labelled split such as dev"
        case .labelMismatch(let model, let task, let expected):
            "the model's labels (\(model.listedOnOneLine)) are not those of task \(task) (\(expected.listedOnOneLine)); "
                + "correct id2label in the model's config.json or choose the task it was trained for"
        case .wrongOutputs(let what, let expected, let found):
            "the model gave \(found) \(what), expected \(expected); it was made for another task"
        case .badPreset(let name, let problem):
            "energy preset \(name.quotedOnOneLine): \(problem); start from what 'bitspike energy --print-preset' prints"
        case .notFinite(let example):
            "example \(example.quotedOnOneLine): a logit is infinite or not a number; the model's weights are damaged"
        }
    }
}
