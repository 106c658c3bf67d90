#if Training
    import Foundation
    import SpikeCore
    import SpikeFormats

    /// Token sequences on disk, for texts that are larger than memory: mapped, without a name, gone with the process.
    ///
    /// Two bytes a token where the vocabulary allows it. All tokens have type 0.
    final class TokenFile: Sendable {
        private let file: MappedFile
        /// First token of every sequence, and the end of the last.
        private let starts: [Int]
        private let isNarrow: Bool

        private init(file: MappedFile, starts: [Int], isNarrow: Bool) {
            self.file = file
            self.starts = starts
            self.isNarrow = isNarrow
        }

        /// Writes what `body` appends into a file in `folder`, and maps it.
        ///
        /// - Throws: `FormatError` when the disk is full or the folder cannot be written, or whatever `body` throws.
        static func make(
            in folder: URL, vocabularySize: Int, _ body: ((_ ids: [Int32]) throws -> Void) throws -> Void
        ) throws -> TokenFile {
            do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: folder.path, reason: "the folder cannot be made")
            }
            let isNarrow = vocabularySize <= 1 << 16
            var starts = [0]
            let writer = try FileWriter(namelessIn: folder)
            var pending: [UInt8] = []
            try body { ids in
                if isNarrow {
                    ids.map { UInt16(truncatingIfNeeded: $0) }.withUnsafeBytes { pending.append(contentsOf: $0) }
                } else {
                    ids.withUnsafeBytes { pending.append(contentsOf: $0) }
                }
                starts.append(starts[starts.count - 1] + ids.count)
                if pending.count >= 1 << 20 {
                    try writer.write(pending)
                    pending.removeAll(keepingCapacity: true)
                }
            }
            try writer.write(pending)
            return TokenFile(file: try writer.mapped(), starts: starts, isNarrow: isNarrow)
        }

        var count: Int { starts.count - 1 }

        func length(_ index: Int) -> Int { starts[index + 1] - starts[index] }

        subscript(index: Int) -> TokenSequence {
            let ids = (starts[index]..<starts[index + 1]).map { at in
                isNarrow
                    ? Int32(file.bytes.loadUnaligned(fromByteOffset: 2 * at, as: UInt16.self))
                    : file.bytes.loadUnaligned(fromByteOffset: 4 * at, as: Int32.self)
            }
            return TokenSequence(ids: ids, typeIDs: [Int32](repeating: 0, count: ids.count))
        }
    }
#endif
