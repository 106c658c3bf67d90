import ArgumentParser
import Foundation
import SpikeText

/// A model folder and how it is run.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the model.", valueName: "dir"))
    var model: String

    @Option(help: "Threads to run on. (default: all cores)")
    var threads: Int?

    @Option(help: "Longest sequence in tokens; longer texts are cut. (default: what the model can read)")
    var maximumLength: Int?

    func validate() throws {
        try ThreadCount.validate(threads)
        if let maximumLength, maximumLength < 3 { throw ValidationError("--maximum-length must be at least 3") }
    }

    var url: URL { URL(fileURLWithPath: model) }

    var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    /// The tokenizer in the model's folder.
    func tokenizer() throws -> WordPieceTokenizer { try WordPieceTokenizer.load(folder: url) }
}
