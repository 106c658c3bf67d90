import ArgumentParser
import Foundation
import SpikeCore
import SpikeText

/// `bitspike tokenize`: token ids of lines.
struct TokenizeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokenize", abstract: "Print the token ids of lines on standard input, one JSON array a line.")

    @Option(help: ArgumentHelp("Folder of the model or tokenizer.", valueName: "dir"))
    var model: String

    @Flag(help: "Each line holds two texts with a tab between them.")
    var pair = false

    @Option(help: "Longest sequence in tokens; longer ones are cut.")
    var maximumLength = 512

    @Option(help: "Output format: json (one array a line) or table (ids with spaces between them).")
    var format: OutputFormat = .json

    func validate() throws {
        guard maximumLength >= 3 else { throw ValidationError("--maximum-length must be at least 3") }
    }

    func run() async throws {
        let url = URL(fileURLWithPath: model)
        let tokenizer = try WordPieceTokenizer.load(folder: url)
        let longest = try tokenizer.longestSequence(nil, positions: maximumLength, of: url)
        try Console.forEachInputLine { line in
            let texts = pair ? line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false) : [line[...]]
            let second = pair ? String(texts.count > 1 ? texts[1] : "") : nil
            let ids = tokenizer.encode(String(texts[0]), second, maximumLength: longest).ids
            switch format {
            case .json: try Console.json(ids)
            case .table: Console.data(ids.map(String.init).joined(separator: " "))
            }
        }
    }
}
