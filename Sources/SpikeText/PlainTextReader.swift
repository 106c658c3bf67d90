import Foundation

/// Reads plain text line by line, however large the file is.
public struct PlainTextReader: Sendable {
    /// One piece of the file.
    public struct Line: Sendable, Equatable {
        /// The line without its end.
        public let text: String
        /// Whether it goes on where the line before was cut, because that one was too long.
        public let isContinued: Bool
    }

    /// The file.
    public let url: URL
    /// Longest piece in bytes; longer lines are cut, behind a space where there is one.
    public let maximumLineBytes: Int

    /// Bytes of one read.
    private static let blockBytes = 1 << 18
    /// Endings of files that are not text, with what unpacks them.
    private static let packed = [
        "xz": "xz -dk", "gz": "gzip -dk", "bz2": "bzip2 -dk", "zst": "zstd -d", "zip": "unzip", "7z": "7z x",
    ]

    /// A reader of a text file.
    public init(_ url: URL, maximumLineBytes: Int = 1 << 20) {
        self.url = url
        self.maximumLineBytes = maximumLineBytes
    }

    /// Checks that a file is not compressed.
    ///
    /// - Throws: `TextError.compressed` by the ending of its name.
    public static func checkNotCompressed(_ url: URL) throws(TextError) {
        if let command = packed[url.pathExtension.lowercased()] {
            throw .compressed(path: url.path, command: "\(command) \(url.lastPathComponent)")
        }
    }

    /// Calls `body` with every line in order; blank ones too.
    ///
    /// - Throws: `TextError` when the file is compressed, cannot be read or is not UTF-8; or what `body` throws.
    public func forEachLine(_ body: (Line) throws -> Void) throws {
        try Self.checkNotCompressed(url)
        let handle: FileHandle
        do { handle = try FileHandle(forReadingFrom: url) } catch {
            throw TextError.unreadable(path: url.path, reason: "is it a file that can be opened?")
        }
        defer { try? handle.close() }
        var splitter = LineSplitter(path: url.path, maximumLineBytes: maximumLineBytes)
        while true {
            let block: Data
            do { block = try handle.read(upToCount: Self.blockBytes) ?? Data() } catch {
                throw TextError.unreadable(path: url.path, reason: "reading stopped within the file")
            }
            try splitter.take(block, body)
            if block.isEmpty { return }
        }
    }
}
