import Foundation
import SpikeTestSupport
import SpikeText
import Testing

@Suite("Plain text of any size")
struct PlainTextReaderTests {
    private static func lines(_ bytes: some Sequence<UInt8>, longest: Int = 1 << 20, in folder: URL) throws
        -> [PlainTextReader.Line]
    {
        let url = folder.appendingPathComponent("text.txt")
        try Data(bytes).write(to: url)
        var lines: [PlainTextReader.Line] = []
        try PlainTextReader(url, maximumLineBytes: longest).forEachLine { lines.append($0) }
        return lines
    }

    @Test("every line comes once, in order, blank ones and a last one without an end too")
    func lines() throws {
        try withTemporaryFolder { folder in
            let some = try Self.lines("one\n\ntwo\r\nthree".utf8, in: folder)
            #expect(some.map(\.text) == ["one", "", "two\r", "three"])
            let none = try Self.lines("".utf8, in: folder)
            #expect(none.isEmpty)
        }
    }

    @Test("lines across the blocks of a large file are whole")
    func blocks() throws {
        try withTemporaryFolder { folder in
            let texts = (0..<9000).map { "line \($0) " + String(repeating: "ä", count: $0 % 97) }
            let lines = try Self.lines(texts.joined(separator: "\n").utf8, in: folder)
            #expect(lines.map(\.text) == texts && lines.allSatisfy { !$0.isContinued })
        }
    }

    @Test("too long a line is cut behind a space, or between characters, and nothing is lost")
    func cuts() throws {
        try withTemporaryFolder { folder in
            let words = (0..<2000).map { "w\($0)" }.joined(separator: " ")
            for text in [words, String(repeating: "€", count: 3000)] {
                let lines = try Self.lines((text + "\nnext").utf8, longest: 100, in: folder)
                #expect(lines.dropLast().map(\.text).joined() == text)
                #expect(lines.map(\.isContinued) == [false] + lines.dropFirst().dropLast().map { _ in true } + [false])
                #expect(lines.last?.text == "next" && lines.allSatisfy { $0.text.utf8.count <= 101 })
            }
            let cut = try Self.lines(words.utf8, longest: 100, in: folder)
            #expect(cut.dropLast().allSatisfy { $0.text.hasSuffix(" ") })
        }
    }

    @Test("what is no plain text is refused with file, line and fix")
    func refusals() throws {
        try withTemporaryFolder { folder in
            let path = folder.appendingPathComponent("text.txt").path
            let bytes = Array("good\nfine\n".utf8) + [0xFF, 0x0A]
            let error = #expect(throws: TextError.self) { try Self.lines(bytes, in: folder) }
            #expect(error == .invalidUTF8(path: path, line: 3))
            let packed = folder.appendingPathComponent("text.txt.xz")
            let refused = #expect(throws: TextError.self) { try PlainTextReader(packed).forEachLine { _ in } }
            #expect(
                refused?.description
                    == "\(packed.path): is compressed; unpack it first, for example with 'xz -dk text.txt.xz'")
            let missing = folder.appendingPathComponent("none.txt")
            #expect(throws: TextError.self) { try PlainTextReader(missing).forEachLine { _ in } }
        }
    }
}
