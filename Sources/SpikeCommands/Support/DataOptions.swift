import ArgumentParser
import Foundation
import SpikeEvaluation

/// The folder of a task's data, and the columns of tables that are no GLUE task.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder with train, dev and test as .tsv, .csv or .jsonl.", valueName: "dir"))
    var data: String

    @Flag(help: "Train and dev are bitspike's own parts of one file, chosen by hash: qqp, qnli. No official numbers.")
    var ownSplit = false

    @OptionGroup var columns: ColumnOptions

    var folder: DataFolder { DataFolder(URL(fileURLWithPath: data), usesOwnSplit: ownSplit) }

    /// The task of this name; a table's label names are those of its training split, unless a model already knows them.
    func task(_ name: String, modelLabels: [String] = []) throws -> TextTask {
        guard FileManager.default.fileExists(atPath: data) else {
            throw InputError.missing(path: data, fix: "give the folder of the data with --data")
        }
        return try Self.task(name, in: folder, columns: columns, modelLabels: modelLabels)
    }

    /// The same for commands without these options.
    static func task(
        _ name: String, in folder: DataFolder, columns: ColumnOptions, modelLabels: [String]
    ) throws -> TextTask {
        try task(
            name, in: folder, columns: columns.names, isRegression: columns.regression, modelLabels: modelLabels)
    }

    /// The same where the columns come from a file.
    static func task(
        _ name: String, in folder: DataFolder, columns: ColumnNames, isRegression: Bool, modelLabels: [String]
    ) throws -> TextTask {
        guard name == "table" else {
            let task = try known(name)
            guard columns == .usual, !isRegression else {
                throw InputError.impossible(
                    what: "task \(name)",
                    why: "takes no columns, because its files have their own; leave them out, or use task 'table'")
            }
            return task
        }
        var labels: [String] = []
        if !isRegression {
            labels = try modelLabels.isEmpty ? folder.labelNames(of: .train, columns: columns) : modelLabels
        }
        return .table(text: columns.text, pair: columns.pair, label: columns.label, labels: labels)
    }

    private static func known(_ name: String) throws -> TextTask {
        do { return try TextTask.named(name) } catch EvaluationError.unknownTask(let name, let known) {
            throw EvaluationError.unknownTask(name, known: known + ["table"])
        }
    }
}
