/// Reads JSON once from left to right, so that duplicate keys and exact integers, which `JSONDecoder` hides, stay visible.
///
/// Nothing is kept: a hostile file of any size costs time linear in it and no memory.
struct JSONCursor {
    private let bytes: [UInt8]
    private(set) var offset = 0
    private var depth = 0

    /// Deeper nesting than any header or index has; bounds the recursion on hostile files.
    private static let maximumDepth = 64

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func problem(_ text: String) -> JSONProblem { JSONProblem(offset: offset, problem: text) }

    /// Visits the members of an object; `visit` must consume each value.
    mutating func object(_ visit: (String, inout JSONCursor) throws(JSONProblem) -> Void) throws(JSONProblem) {
        try enter("{", "an object")
        if take("}") { return leave() }
        repeat {
            skipSpace()
            let key = try string()
            try expect(":")
            try visit(key, &self)
        } while take(",")
        try expect("}")
        leave()
    }

    /// Visits the elements of an array; `visit` must consume each.
    mutating func array(_ visit: (inout JSONCursor) throws(JSONProblem) -> Void) throws(JSONProblem) {
        try enter("[", "an array")
        if take("]") { return leave() }
        repeat { try visit(&self) } while take(",")
        try expect("]")
        leave()
    }

    /// A number written as a non-negative integer that fits `Int`.
    mutating func naturalNumber() throws(JSONProblem) -> Int {
        skipSpace()
        let start = offset
        var value = 0
        while let digit = peek(), digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            let (scaled, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = scaled.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            if overflow || carry { throw problem("number is too large") }
            value = sum
            offset += 1
        }
        let isPadded = offset > start + 1 && bytes[start] == UInt8(ascii: "0")
        let follows = peek().map { ".eE+-".utf8.contains($0) } ?? false
        if offset == start || isPadded || follows { throw problem("expected a non-negative integer") }
        return value
    }

    /// A string, escapes resolved.
    mutating func string() throws(JSONProblem) -> String {
        skipSpace()
        guard peek() == UInt8(ascii: "\"") else { throw problem("expected a string") }
        offset += 1
        var text: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            offset += 1
            if byte < 0x20 { throw problem("control character in a string") }
            if byte == UInt8(ascii: "\\") {
                text += Array(String(try escape()).utf8)
            } else {
                text.append(byte)
            }
        }
        guard offset < bytes.count else { throw problem("text ends inside a string") }
        offset += 1
        guard let string = String(validating: text, as: UTF8.self) else { throw problem("string is not UTF-8") }
        return string
    }

    /// Consumes any value.
    mutating func skipValue() throws(JSONProblem) {
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"):
            try object { (_, cursor) throws(JSONProblem) in try cursor.skipValue() }
        case UInt8(ascii: "["):
            try array { (cursor) throws(JSONProblem) in try cursor.skipValue() }
        case UInt8(ascii: "\""): _ = try string()
        default: try skipLiteral()
        }
    }

    /// Checks that only white space follows.
    mutating func end() throws(JSONProblem) {
        skipSpace()
        if offset < bytes.count { throw problem("unexpected text after the end") }
    }

    /// Moves past white space.
    mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek() == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONProblem) {
        guard take(character) else { throw problem("expected '\(character)'") }
    }

    private mutating func enter(_ character: Unicode.Scalar, _ what: String) throws(JSONProblem) {
        guard take(character) else { throw problem("expected \(what)") }
        guard depth < Self.maximumDepth else { throw problem("nested more than \(Self.maximumDepth) levels deep") }
        depth += 1
    }

    private mutating func leave() { depth -= 1 }

    private mutating func skipLiteral() throws(JSONProblem) {
        let start = offset
        while let byte = peek(), isLiteralByte(byte) { offset += 1 }
        let literal = String(decoding: bytes[start..<offset], as: UTF8.self)
        let isNumber = literal.first.map { $0.isNumber || $0 == "-" } == true && Double(literal) != nil
        if !isNumber, !["true", "false", "null"].contains(literal) { throw problem("expected a value") }
    }

    private func isLiteralByte(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || "+-.E".utf8.contains(byte)
    }

    private mutating func escape() throws(JSONProblem) -> Unicode.Scalar {
        guard let byte = peek() else { throw problem("text ends inside a string") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw problem("unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(JSONProblem) -> Unicode.Scalar {
        var value = try hexQuad()
        if value >= 0xD800, value < 0xDC00 {
            guard peek() == UInt8(ascii: "\\"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "u") else {
                throw problem("half a surrogate pair")
            }
            offset += 2
            let low = try hexQuad()
            guard low >= 0xDC00, low < 0xE000 else { throw problem("half a surrogate pair") }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw problem("half a surrogate pair") }
        return scalar
    }

    private mutating func hexQuad() throws(JSONProblem) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw problem("text ends inside a string") }
        let digits = bytes[offset..<(offset + 4)]
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem("bad \\u escape") }
        offset += 4
        return value
    }
}
