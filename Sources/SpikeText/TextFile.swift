import Foundation

/// The bytes of a tokenizer file, known to be UTF-8.
struct TextFile: Sendable {
    /// For messages.
    let path: String
    /// Valid UTF-8.
    let bytes: [UInt8]

    /// Reads and checks a file.
    init(_ url: URL) throws(TextError) {
        path = url.path
        do {
            bytes = [UInt8](try Data(contentsOf: url))
        } catch {
            throw .unreadable(path: url.path, reason: (error as NSError).localizedDescription)
        }
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw .invalidUTF8(path: path, line: Self.firstInvalidLine(bytes))
        }
    }

    /// Ranges of the lines without their ends; `\n`, `\r\n` and `\r` end a line, as Python reads text.
    var lines: [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
            lines.append(start..<index - 1)
            if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
            start = index
        }
        if start < bytes.count { lines.append(start..<bytes.count) }
        return lines
    }

    /// Line and column (bytes), from 1, of a byte offset.
    func place(_ offset: Int) -> String {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let column = before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
        return "line \(line), column \(column)"
    }

    private static func firstInvalidLine(_ bytes: [UInt8]) -> Int {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return 1 + (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0)
    }
}
