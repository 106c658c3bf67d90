import ArgumentParser
import Foundation
import SpikeFormats
import SpikeModel
import SpikeQuantization

/// `bitspike pack`: a trained checkpoint becomes a deployable model.
struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Pack a student's checkpoint: codes, scales, folded biases.")

    @Option(help: ArgumentHelp("Folder of the checkpoint that 'bitspike distill' wrote.", valueName: "dir"))
    var checkpoint: String

    @Option(help: ArgumentHelp("Folder to write.", valueName: "dir"))
    var output: String

    @Option(
        help:
            "Precision of the embedding tables: \(EmbeddingPrecision.allCases.map(\.rawValue).joined(separator: " or "))."
    )
    var embeddings: EmbeddingPrecision = .float16

    @Flag(help: "Replace a former output.")
    var replace = false

    func run() async throws {
        let (source, destination) = (URL(fileURLWithPath: checkpoint), URL(fileURLWithPath: output))
        let kind = try ModelKind(source)
        guard kind == .checkpoint else {
            throw InputError.unsuitableModel(
                path: checkpoint, why: "is a \(kind.rawValue); pack needs a checkpoint that 'bitspike distill' wrote")
        }
        try OutputPlace.check(destination, replacing: replace, writes: .packed, reading: [source])
        try Self.pack(source, to: destination, embeddings: embeddings, replacing: replace)
        Console.data(destination.relativePath)
    }

    /// Packs a checkpoint folder and writes the model with its tokenizer, recipe and card.
    static func pack(
        _ source: URL, to destination: URL, embeddings: EmbeddingPrecision, replacing: Bool,
        card: ModelCard = ModelCard()
    ) throws {
        let packed = try StudentPacker.pack(StudentCheckpoint.read(from: source), embeddings: embeddings)
        let recipe = FileManager.default.contents(atPath: source.appendingPathComponent("recipe.json").path)
        try PackedModelFolder.write(
            packed, attachments: ModelAttachments(tokenizerFolder: source, recipe: recipe, card: card),
            to: destination, replacing: replacing)
    }
}

extension EmbeddingPrecision: ExpressibleByArgument {}
