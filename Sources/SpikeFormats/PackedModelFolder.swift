import Foundation
import SpikeModel

/// A packed student on disk: a folder in Hugging Face layout (docs/PackedFormat.md).
public enum PackedModelFolder {
    /// Writes a packed model with all that travels beside its tensors, complete or not at all.
    ///
    /// - Throws: `FormatError` when the destination exists, a tokenizer is missing, or the disk refuses.
    public static func write(
        _ model: PackedModel, attachments: ModelAttachments, to destination: URL, replacing: Bool = false
    ) throws {
        try OutputFolder.write(to: destination, replacing: replacing) { folder in
            try write(model, attachments: attachments, into: folder)
        }
    }

    /// Writes the files of a packed model into an existing folder, for example inside `OutputFolder.write`.
    ///
    /// - Throws: `FormatError` when a tokenizer is missing or a file cannot be written.
    public static func write(
        _ model: PackedModel, attachments: ModelAttachments, into folder: URL
    ) throws(FormatError) {
        try ConfigFile.write(PackedModelConfig(model.config), to: folder.appendingPathComponent("config.json"))
        try PackedTensors.write(model, to: folder.appendingPathComponent(FolderTensors.fileName))
        try TokenizerFiles.copy(from: attachments.tokenizerFolder, to: folder)
        if let recipe = attachments.recipe {
            try AtomicFile.write(recipe, to: folder.appendingPathComponent("recipe.json"))
        }
        let card = attachments.card.markdown(for: model)
        try AtomicFile.write(Data(card.utf8), to: folder.appendingPathComponent("README.md"))
    }

    /// Reads and checks a packed model: shapes against the config, codes, padding, finite numbers, positive thresholds.
    ///
    /// - Throws: `FormatError` when anything is missing, broken or contradictory.
    public static func read(from folder: URL) throws(FormatError) -> PackedModel {
        let url = folder.appendingPathComponent("config.json")
        let student = try StudentConfigFile.read(at: url)
        try ConfigFile.read(PackedModelConfig.self, at: url).validate(path: url.path)
        return try PackedModelReader(config: student, tensors: FolderTensors(folder: folder)).model()
    }
}
