/// Why values could not be packed, or packed bytes could not be trusted.
public enum PackingError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The encoding has no codes.
    case notPackable(WeightEncoding)
    /// The number of codes or bytes does not fit the shape.
    case wrongCount(expected: Int, actual: Int)
    /// A value that the encoding does not have.
    case notACode(Int8, encoding: WeightEncoding, row: Int, column: Int)
    /// A ternary field holds the invalid pattern 3.
    case invalidField(row: Int, byte: Int)
    /// Bits after the last code of a row are set.
    case dirtyPadding(row: Int)

    /// One line: what is wrong and where.
    public var description: String {
        switch self {
        case .notPackable(let encoding): "\(encoding.name) weights have no codes to pack"
        case .wrongCount(let expected, let actual): "expected \(expected) values, found \(actual)"
        case .notACode(let code, let encoding, let row, let column):
            "\(code) at row \(row), column \(column) is no \(encoding.name) code; quantize before packing"
        case .invalidField(let row, let byte): "invalid ternary field in row \(row), byte \(byte)"
        case .dirtyPadding(let row): "padding bits of row \(row) are not zero"
        }
    }
}
