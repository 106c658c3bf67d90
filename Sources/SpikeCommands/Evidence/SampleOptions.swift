import ArgumentParser
import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeText

/// What a student is watched on, a split of a task or a few sentences that bitspike brings along, and how it is run.
struct SampleOptions: ParsableArguments {
    @Option(help: "GLUE task, or 'table' for files with columns text and label; with --data.")
    var task: String?

    @Option(help: ArgumentHelp("Folder of the task's data. (default: 8 built-in sentences)", valueName: "dir"))
    var data: String?

    @Option(help: "With --data: split to watch, dev, test, train, or the name of a file. (default: dev)")
    var split: String?

    @Flag(help: "With --data: use bitspike's own parts of one file: qqp, qnli.")
    var ownSplit = false

    @OptionGroup var columns: ColumnOptions

    @Option(help: "First examples to take. (default: all)")
    var limit: Int?

    @Option(help: "T, when it should differ from what the student was trained with.")
    var timeSteps: Int?

    @Option(help: "How a counted student is run: timeSteps (spike by spike) or onePass (counts of whole windows).")
    var execution: StudentExecution = .timeSteps

    func validate() throws {
        guard (task == nil) == (data == nil) else { throw ValidationError("--task and --data belong together") }
        guard data != nil || (split == nil && !ownSplit && columns.names == .usual && !columns.regression) else {
            throw ValidationError("--split, --own-split and columns need --task and --data")
        }
        if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    }

    private static let standardSplit = "dev"

    /// Sentences about films, from 4 to 30 words.
    private static let sentences = [
        "A warm and witty film.", "I fell asleep.", "The plot makes no sense at all.",
        "She plays the tired detective with so much humour that one forgives the slow first hour.",
        "Two hours of noise.", "It is neither as clever as it thinks nor as dull as they say.",
        "The camera loves the desert, the music does not, and somewhere between them a very old story is told once "
            + "more by people who know exactly how it has to end.",
        "Go and see it.",
    ]

    /// Examples without labels.
    private static let builtIn = sentences.enumerated().map {
        Example(id: "built-in \($0.offset + 1)", text: $0.element)
    }

    /// The examples; without labels when they are the built-in ones.
    func examples(labels: [String]) throws -> [Example] { try dataset(labels: labels)?.examples ?? builtIn }

    /// The sentences that bitspike brings along, at most as many as asked for.
    var builtIn: [Example] { Array(Self.builtIn.prefix(limit ?? Self.builtIn.count)) }

    /// The split that was asked for; nil without data.
    func dataset(labels: [String]) throws -> Dataset? {
        guard let task, let data else { return nil }
        guard FileManager.default.fileExists(atPath: data) else {
            throw InputError.missing(path: data, fix: "give the folder of the data with --data")
        }
        let folder = DataFolder(URL(fileURLWithPath: data), usesOwnSplit: ownSplit)
        let resolved = try DataOptions.task(
            task, in: folder, columns: columns, modelLabels: labels)
        let dataset = try folder.read(Split(name: split ?? Self.standardSplit), task: resolved)
        return limit.map { dataset.prefix($0) } ?? dataset
    }

    /// Where the examples are from, for people.
    var description: String {
        task.map { "\($0), \(split ?? Self.standardSplit)" } ?? "\(builtIn.count) built-in sentences"
    }
}

extension StudentExecution: ExpressibleByArgument {}
