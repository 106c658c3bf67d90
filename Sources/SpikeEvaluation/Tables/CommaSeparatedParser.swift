/// Splits RFC 4180 text into rows: fields may be quoted, `""` inside quotes is a quote, line breaks may be quoted.
struct CommaSeparatedParser {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var line = 1
    /// Line on which the latest row started, from 1.
    private(set) var rowLine = 1

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Starts before the first row.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// The next row that is not blank, or nil at the end.
    mutating func next() throws(RowProblem) -> TableRow? {
        while position < bytes.endIndex {
            rowLine = line
            var fields: [ArraySlice<UInt8>] = []
            repeat { fields.append(try field()) } while consume(Self.comma)
            endLine()
            if fields.count > 1 || fields[0].count > 0 { return TableRow(line: rowLine, fields: fields) }
        }
        return nil
    }

    private mutating func field() throws(RowProblem) -> ArraySlice<UInt8> {
        if position < bytes.endIndex, bytes[position] == Self.quote { return try quotedField() }
        let start = position
        while position < bytes.endIndex, bytes[position] != Self.comma, !isAtLineEnd { position += 1 }
        return bytes[start..<position]
    }

    private mutating func quotedField() throws(RowProblem) -> ArraySlice<UInt8> {
        position += 1
        var content: [UInt8] = []
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            if byte == Self.quote {
                guard consume(Self.quote) else {
                    guard position == bytes.endIndex || bytes[position] == Self.comma || isAtLineEnd else {
                        throw .badQuote
                    }
                    return content[...]
                }
            }
            if byte == Self.lineFeed { line += 1 }
            content.append(byte)
        }
        throw .badQuote
    }

    private var isAtLineEnd: Bool {
        if bytes[position] == Self.lineFeed { return true }
        let next = position + 1
        return bytes[position] == Self.carriageReturn && (next == bytes.endIndex || bytes[next] == Self.lineFeed)
    }

    private mutating func endLine() {
        _ = consume(Self.carriageReturn)
        if consume(Self.lineFeed) { line += 1 }
    }

    private mutating func consume(_ byte: UInt8) -> Bool {
        guard position < bytes.endIndex, bytes[position] == byte else { return false }
        position += 1
        return true
    }
}
