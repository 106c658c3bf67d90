import Foundation

/// The files of a folder that tell how its text becomes tokens; they travel with every model.
public enum TokenizerFiles {
    /// Names that are copied when they are there.
    public static let names = ["vocab.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]

    /// Copies the tokenizer files of one folder into another.
    ///
    /// - Throws: `FormatError.missing` when the source has neither `vocab.txt` nor `tokenizer.json`.
    public static func copy(from source: URL, to destination: URL) throws(FormatError) {
        let present = names.filter {
            FileManager.default.fileExists(atPath: source.appendingPathComponent($0).path)
        }
        guard present.contains("vocab.txt") || present.contains("tokenizer.json") else {
            throw .missing(
                path: source.appendingPathComponent("vocab.txt").path, fix: "put vocab.txt or tokenizer.json there")
        }
        for name in present {
            let file = try MappedFile(at: source.appendingPathComponent(name))
            try AtomicFile.write(Data(file.bytes), to: destination.appendingPathComponent(name))
        }
    }
}
