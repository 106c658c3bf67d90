#if Training
    import Foundation
    import SpikeCore
    import SpikeFormats

    /// The files that decide what a training makes, and one digest of them.
    enum InputFiles {
        /// The files that decide what a model computes.
        static func model(_ folder: URL) throws -> [URL] {
            let names: [String]
            do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
                throw FormatError.unreadable(path: folder.path, reason: "it is no folder that can be listed")
            }
            let others: Set = ["config.json", "vocab.txt", "tokenizer.json", "tokenizer_config.json"]
            return names.filter { $0.hasSuffix(".safetensors") || others.contains($0) }.sorted()
                .map(folder.appendingPathComponent)
        }

        /// SHA-256 of names and contents, so that folders may move.
        static func fingerprint(_ files: [URL]) throws -> String {
            var hash = SHA256()
            for file in files {
                hash.update(Array(file.lastPathComponent.utf8) + [0])
                // Mapped, because weights may be larger than memory.
                let content: Data
                do { content = try Data(contentsOf: file, options: .alwaysMapped) } catch {
                    throw FormatError.unreadable(path: file.path, reason: "while its content was hashed")
                }
                hash.update(Array("\(content.count) ".utf8))
                content.withUnsafeBytes { hash.update($0) }
            }
            return hash.hexDigest
        }
    }
#endif
