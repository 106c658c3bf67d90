#if Training
    import Foundation
    import SpikeFormats

    /// A folder of teacher outputs that later runs with the same teacher and data use again.
    public struct TargetCache: Sendable {
        /// Where the files are; made when the first is written.
        public let folder: URL

        /// A cache in `folder`.
        public init(folder: URL) { self.folder = folder }

        private static let suffix = "targets"
        /// Parts of files that a killed run left are removed after so long.
        private static let secondsOfPartials = 86_400.0

        func url(fingerprint: String) -> URL {
            folder.appendingPathComponent(String(fingerprint.prefix(32)) + "." + Self.suffix)
        }

        /// Makes room for a new file of `bytes` within `allowance` bytes for all: files that were not used longest go first.
        ///
        /// - Throws: `TargetCacheError.tooLarge`, or `FormatError` when the folder cannot be made.
        func makeRoom(for bytes: Int, allowance: Int) throws {
            guard bytes <= allowance else {
                throw TargetCacheError.tooLarge(megabytes: bytes / 1_000_000 + 1, allowance: allowance / 1_000_000)
            }
            let manager = FileManager.default
            do { try manager.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: folder.path, reason: "the folder cannot be made")
            }
            var files = contents()
            for file in files where file.isPartial && -file.used.timeIntervalSinceNow > Self.secondsOfPartials {
                unlink(file.url.path)
            }
            files.removeAll { $0.isPartial }
            var total = files.reduce(bytes) { $0 + $1.bytes }
            for file in files.sorted(by: { $0.used < $1.used }) where total > allowance {
                unlink(file.url.path)
                total -= file.bytes
            }
        }

        /// Marks a file as used now, which keeps it longest.
        func touch(_ url: URL) {
            utimes(url.path, nil)
        }

        /// Removes a damaged file, so that the next run writes it again. Who has it mapped keeps it.
        func remove(_ url: URL) {
            unlink(url.path)
        }

        private func contents() -> [(url: URL, bytes: Int, used: Date, isPartial: Bool)] {
            let keys: [URLResourceKey] = [.fileSizeKey, .contentModificationDateKey]
            let urls =
                (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: keys)) ?? []
            return urls.compactMap { url in
                let name = url.lastPathComponent
                let isPartial = name.hasPrefix(".") && name.contains("." + Self.suffix + ".partial-")
                guard isPartial || name.hasSuffix("." + Self.suffix),
                    let values = try? url.resourceValues(forKeys: Set(keys)), let bytes = values.fileSize,
                    let used = values.contentModificationDate
                else { return nil }
                return (url, bytes, used, isPartial)
            }
        }
    }
#endif
