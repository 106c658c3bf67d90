import Foundation
import SpikeText
import Testing

/// Model folders made for one test.
enum TokenizerFolder {
    /// Writes files into a new folder, hands it to `body` and removes it.
    static func with<Result>(_ files: [String: Data], _ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("bitspike-text-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer {
            do {
                try FileManager.default.removeItem(at: folder)
            } catch {
                Issue.record("cannot remove \(folder.path): \(error)")
            }
        }
        for (name, data) in files { try data.write(to: folder.appendingPathComponent(name)) }
        return try body(folder)
    }

    /// The tokenizer of the synthetic vocabulary, from `vocab.txt` and these settings.
    static func synthetic(settings: String? = nil) throws -> WordPieceTokenizer {
        var files = ["vocab.txt": Data(try Goldens.text("vocab.txt").utf8)]
        if let settings { files["tokenizer_config.json"] = Data(settings.utf8) }
        return try with(files) { try WordPieceTokenizer.load(folder: $0) }
    }

    /// A tokenizer of a vocabulary and settings written out in the test.
    static func tokenizer(vocabulary: [String], settings: String? = nil) throws -> WordPieceTokenizer {
        var files = ["vocab.txt": Data((vocabulary.joined(separator: "\n") + "\n").utf8)]
        if let settings { files["tokenizer_config.json"] = Data(settings.utf8) }
        return try with(files) { try WordPieceTokenizer.load(folder: $0) }
    }

    /// The folder of all-MiniLM-L6-v2: `$BITSPIKE_TEACHER`, else where scripts/setup puts it; nil when there is none.
    static let teacher: URL? = {
        let root = Goldens.folder.appendingPathComponent("../../..").standardizedFileURL
        let folder =
            ProcessInfo.processInfo.environment["BITSPIKE_TEACHER"].map { URL(fileURLWithPath: $0) }
            ?? root.appendingPathComponent(".deps/models/all-MiniLM-L6-v2")
        let names = ["tokenizer.json", "vocab.txt"]
        let hasAll = names.allSatisfy {
            FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path)
        }
        return hasAll ? folder : nil
    }()
}
