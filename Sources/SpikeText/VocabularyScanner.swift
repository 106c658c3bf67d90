import Foundation

/// Reads `model.vocab` of a tokenizer.json straight from the bytes.
///
/// Swift's dictionaries, and so its JSON decoders, take canonically equivalent keys for one key; a vocabulary may hold
/// both. Everything but the vocabulary is left to the decoder. This is also several times faster.
struct VocabularyScanner {
    /// One piece and its id.
    struct Entry {
        let piece: ArraySlice<UInt8>
        let id: Int
    }

    private let file: TextFile
    private let bytes: [UInt8]
    private var index = 0

    private init(_ file: TextFile) {
        self.file = file
        bytes = file.bytes
    }

    /// The entries in order of the file, and the document with `{}` in their place; nil when there is no such object.
    static func scan(_ file: TextFile) throws(TextError) -> (entries: [Entry], remainder: Data)? {
        var scanner = VocabularyScanner(file)
        guard try scanner.findVocabulary() else { return nil }
        let start = scanner.index
        let entries = try scanner.readEntries()
        let remainder = Data(scanner.bytes[..<start]) + Data("{}".utf8) + Data(scanner.bytes[scanner.index...])
        return (entries, remainder)
    }

    /// Moves to the `{` of the object under "vocab" under "model".
    private mutating func findVocabulary() throws(TextError) -> Bool {
        var depth = 0
        var isInModel = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                let key = try readString()
                skipSpace()
                guard peek() == UInt8(ascii: ":") else { continue }
                index += 1
                skipSpace()
                guard peek() == UInt8(ascii: "{") else { continue }
                if depth == 1 { isInModel = key.elementsEqual("model".utf8) }
                if depth == 2, isInModel, key.elementsEqual("vocab".utf8) { return true }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                index += 1
            default:
                index += 1
            }
        }
        return false
    }

    /// Reads `{ "piece": id, … }` and moves behind it.
    private mutating func readEntries() throws(TextError) -> [Entry] {
        var entries: [Entry] = []
        index += 1
        skipSpace()
        if peek() == UInt8(ascii: "}") {
            index += 1
            return entries
        }
        while true {
            guard peek() == UInt8(ascii: "\"") else { throw malformed("expected a piece in quotes") }
            let piece = try readString()
            skipSpace()
            guard peek() == UInt8(ascii: ":") else { throw malformed("expected ':' behind a piece") }
            index += 1
            skipSpace()
            entries.append(Entry(piece: piece, id: try readID()))
            skipSpace()
            let separator = peek()
            index += 1
            if separator == UInt8(ascii: "}") { return entries }
            guard separator == UInt8(ascii: ",") else {
                index -= 1
                throw malformed("expected ',' or '}' behind an id")
            }
            skipSpace()
        }
    }

    private mutating func readID() throws(TextError) -> Int {
        var value = 0
        let start = index
        while let byte = peek(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            index += 1
            guard value <= Int(Int32.max) else { throw malformed("an id must be below 2147483648") }
        }
        guard index > start else { throw malformed("expected an id, a whole number from 0") }
        return value
    }

    /// The content of the string that starts here; moves behind its closing quote.
    private mutating func readString() throws(TextError) -> ArraySlice<UInt8> {
        let start = index
        var isEscaped = false
        index += 1
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                index += 1
            }
            index += 1
        }
        guard index < bytes.count else {
            index = start
            throw malformed("a string does not end")
        }
        index += 1
        if !isEscaped { return bytes[start + 1..<index - 1] }
        let literal = Data("[".utf8) + Data(bytes[start..<index]) + Data("]".utf8)
        do {
            return try JSONDecoder().decode([String].self, from: literal).flatMap { Array($0.utf8) }[...]
        } catch {
            index = start
            throw malformed("a string has a broken escape")
        }
    }

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || (0x09...0x0D).contains(byte) { index += 1 }
    }

    private func malformed(_ reason: String) -> TextError {
        .malformed(path: file.path, place: file.place(index), reason: reason)
    }
}
