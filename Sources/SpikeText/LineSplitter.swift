import Foundation

/// Cuts blocks of a file into lines; keeps what is not a whole line yet.
struct LineSplitter {
    private let path: String
    private let maximumLineBytes: Int
    private var buffer: [UInt8] = []
    /// First byte of the buffer that was not handed on.
    private var start = 0
    /// Line of the file, from 1.
    private var number = 1
    private var isContinued = false

    init(path: String, maximumLineBytes: Int) {
        self.path = path
        self.maximumLineBytes = maximumLineBytes
    }

    /// Hands the lines that end in `block` to `body`; an empty block ends the last line.
    mutating func take(_ block: Data, _ body: (PlainTextReader.Line) throws -> Void) throws {
        buffer.append(contentsOf: block)
        while let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
            try handPieces(before: end, body)
            try hand(end, endsLine: true, body)
            start = end + 1
        }
        try handPieces(before: buffer.count, body)
        if block.isEmpty, start < buffer.count { try hand(buffer.count, endsLine: true, body) }
        buffer.removeSubrange(..<start)
        start = 0
    }

    /// Pieces of a line that is too long, until the rest is not.
    private mutating func handPieces(before end: Int, _ body: (PlainTextReader.Line) throws -> Void) throws {
        while end - start > maximumLineBytes { try hand(cut(), endsLine: false, body) }
    }

    private mutating func hand(
        _ end: Int, endsLine: Bool, _ body: (PlainTextReader.Line) throws -> Void
    ) throws {
        guard let text = String(validating: buffer[start..<end], as: UTF8.self) else {
            throw TextError.invalidUTF8(path: path, line: number)
        }
        try body(PlainTextReader.Line(text: text, isContinued: isContinued))
        isContinued = !endsLine
        if endsLine { number += 1 }
        start = end
    }

    /// Where the longest piece ends: behind its last space, else between two characters.
    private func cut() -> Int {
        let limit = start + maximumLineBytes
        if let space = buffer[start..<limit].lastIndex(of: UInt8(ascii: " ")) { return space + 1 }
        var end = limit
        while end > start + 1, buffer[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
