/// Weight codes of one `[outputFeatures, inputFeatures]` matrix in the canonical, CPU-independent layout.
///
/// Row-major; every row starts on a byte. Within a byte the lowest bits hold the lowest input index.
/// Binary: 8 codes a byte, bit 1 = +1, bit 0 = -1. Ternary: 4 codes a byte, two bits = code + 1 (0, 1, 2; 3 is invalid).
/// Padding at the end of a row is zero bits (docs/PackedFormat.md).
public struct PackedCodes: Sendable, Equatable {
    /// `.binary` or `.ternary`.
    public let encoding: WeightEncoding
    /// Rows.
    public let outputFeatures: Int
    /// Columns.
    public let inputFeatures: Int
    /// `[outputFeatures * bytesPerRow]`.
    public let bytes: [UInt8]

    /// Bytes that one row of `inputFeatures` codes takes.
    public static func bytesPerRow(_ encoding: WeightEncoding, inputFeatures: Int) -> Int {
        (inputFeatures * encoding.packedBits + 7) / 8
    }

    /// Bytes that one row takes.
    public var bytesPerRow: Int { Self.bytesPerRow(encoding, inputFeatures: inputFeatures) }

    /// Packs codes, `[outputFeatures * inputFeatures]` row-major.
    ///
    /// - Throws: `PackingError` when a value is not a code of `encoding` or the count is wrong.
    public init(
        packing codes: [Int8], encoding: WeightEncoding, outputFeatures: Int, inputFeatures: Int
    ) throws(PackingError) {
        guard encoding != .float32 else { throw .notPackable(encoding) }
        guard codes.count == outputFeatures * inputFeatures else {
            throw .wrongCount(expected: outputFeatures * inputFeatures, actual: codes.count)
        }
        let stride = Self.bytesPerRow(encoding, inputFeatures: inputFeatures)
        let bits = encoding.packedBits
        var packed = [UInt8](repeating: 0, count: outputFeatures * stride)
        for row in 0..<outputFeatures {
            for column in 0..<inputFeatures {
                let code = codes[row * inputFeatures + column]
                let isCode = encoding == .binary ? (code == 1 || code == -1) : (-1...1).contains(code)
                guard isCode else { throw .notACode(code, encoding: encoding, row: row, column: column) }
                let field = encoding == .binary ? UInt8(code > 0 ? 1 : 0) : UInt8(code + 1)
                let bit = column * bits
                packed[row * stride + bit / 8] |= field << UInt8(bit % 8)
            }
        }
        self.encoding = encoding
        self.outputFeatures = outputFeatures
        self.inputFeatures = inputFeatures
        bytes = packed
    }

    /// Wraps bytes that already have the canonical layout.
    ///
    /// - Throws: `PackingError` when the size is wrong, a ternary field is 3, or padding bits are set.
    public init(
        bytes: [UInt8], encoding: WeightEncoding, outputFeatures: Int, inputFeatures: Int
    ) throws(PackingError) {
        guard encoding != .float32 else { throw .notPackable(encoding) }
        let stride = Self.bytesPerRow(encoding, inputFeatures: inputFeatures)
        guard bytes.count == outputFeatures * stride else {
            throw .wrongCount(expected: outputFeatures * stride, actual: bytes.count)
        }
        self.encoding = encoding
        self.outputFeatures = outputFeatures
        self.inputFeatures = inputFeatures
        self.bytes = bytes
        try checkFields()
    }

    private func checkFields() throws(PackingError) {
        let usedBits = (inputFeatures * encoding.packedBits) % 8
        let paddingMask: UInt8 = usedBits == 0 ? 0 : ~UInt8((1 << usedBits) - 1)
        for row in 0..<outputFeatures {
            for (index, byte) in bytes[(row * bytesPerRow)..<((row + 1) * bytesPerRow)].enumerated() {
                if encoding == .ternary, byte & (byte >> 1) & 0x55 != 0 {
                    throw .invalidField(row: row, byte: index)
                }
                if index == bytesPerRow - 1, byte & paddingMask != 0 { throw .dirtyPadding(row: row) }
            }
        }
    }

    /// The codes, `[outputFeatures * inputFeatures]` row-major.
    public func unpacked() -> [Int8] {
        let bits = encoding.packedBits
        let mask = UInt8((1 << bits) - 1)
        var codes = [Int8](repeating: 0, count: outputFeatures * inputFeatures)
        for row in 0..<outputFeatures {
            for column in 0..<inputFeatures {
                let bit = column * bits
                let field = Int8((bytes[row * bytesPerRow + bit / 8] >> UInt8(bit % 8)) & mask)
                codes[row * inputFeatures + column] = encoding == .binary ? 2 * field - 1 : field - 1
            }
        }
        return codes
    }
}
