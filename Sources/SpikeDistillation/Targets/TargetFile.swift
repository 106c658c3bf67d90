#if Training
    import Foundation
    import SpikeEngine
    import SpikeFormats

    /// A file of teacher outputs, mapped; it was made from one teacher, one data set and one way of computing.
    ///
    /// Header: the eight bytes of `magic`, then the fingerprint as 64 hexadecimal digits. Then the chunks of `TargetLayout`.
    final class TargetFile {
        private let file: MappedFile
        private let layout: TargetLayout
        private var sound: Set<Int> = []

        private static let magic = Array("BSTARG01".utf8)
        static let headerBytes = magic.count + 64

        var path: String { file.path }

        /// Opens a file; nil when it is not there.
        ///
        /// - Throws: `TargetCacheError` when it is not what `fingerprint` and `layout` promise; checksums come later.
        init?(at url: URL, fingerprint: String, layout: TargetLayout) throws {
            guard FileManager.default.fileExists(atPath: url.path) else { return nil }
            do { file = try MappedFile(at: url) } catch { throw TargetCacheError.damaged(path: url.path) }
            guard file.bytes.count == layout.size,
                file.bytes.starts(with: Self.magic + Array(fingerprint.utf8))
            else { throw TargetCacheError.damaged(path: url.path) }
            self.layout = layout
        }

        /// Writes a file, complete or not at all; `outputs` gives those of one chunk.
        static func write(
            to url: URL, fingerprint: String, layout: TargetLayout,
            outputs: (_ examples: [Int]) throws -> [TeacherOutput]
        ) throws {
            try AtomicFile.stream(to: url) { writer in
                try writer.write(magic + Array(fingerprint.utf8))
                for batch in layout.batches {
                    let chunk = try outputs(batch)
                    var bytes: [UInt8] = []
                    for output in chunk {
                        try output.hiddenStates.bfloat16Bits().withUnsafeBytes { bytes.append(contentsOf: $0) }
                    }
                    for output in chunk {
                        try output.logits?.floats().withUnsafeBytes { bytes.append(contentsOf: $0) }
                    }
                    try writer.write(bytes)
                    try writer.write([CRC32C.checksum(bytes), 0])
                }
            }
        }

        /// The output for one example; nil when its chunk is damaged. Every chunk is checked once.
        func output(_ index: Int, on device: Device) -> TeacherOutput? {
            let place = layout.places[index]
            guard isSound(place.chunk) else { return nil }
            let count = 2 * place.tokens * layout.taps * layout.width
            let states = UnsafeRawBufferPointer(
                rebasing: file.bytes[place.hiddenStates..<(place.hiddenStates + count)])
            let logits = (0..<layout.outputs).map {
                file.bytes.loadUnaligned(fromByteOffset: place.logits + 4 * $0, as: Float.self)
            }
            return TeacherOutput(
                logits: logits.isEmpty ? nil : Tensor(logits, shape: [logits.count]).to(device),
                hiddenStates: Tensor(bfloat16: states, shape: [place.tokens, layout.taps, layout.width]).to(device))
        }

        private func isSound(_ chunk: Int) -> Bool {
            if sound.contains(chunk) { return true }
            let range = layout.chunks[chunk]
            let stored = file.bytes.loadUnaligned(fromByteOffset: range.upperBound, as: UInt32.self)
            guard CRC32C.checksum(UnsafeRawBufferPointer(rebasing: file.bytes[range])) == stored else { return false }
            sound.insert(chunk)
            return true
        }
    }
#endif
