/// Weight codes of one `[outputFeatures, inputFeatures]` matrix in the canonical, CPU-independent layout.
///
/// Row-major; every row starts on a byte; the lowest bits of a byte hold the lowest input index and a field may go on in
/// the next byte. Binary: bit 1 = +1, bit 0 = -1. Ternary: two bits = code + 1 (3 is invalid). Uniform: `bits` bits =
/// code + 2^(bits-1) (zero points are added by whoever reads the codes). Balanced: `bits` bits = (code + 2^bits - 1) / 2. Padding at the end of a row is zero bits
/// (docs/PackedFormat.md).
public struct PackedCodes: Sendable, Equatable {
    /// Any but `.float32`.
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
        guard let range = encoding.codeRange else { throw .notPackable(encoding) }
        guard codes.count == outputFeatures * inputFeatures else {
            throw .wrongCount(expected: outputFeatures * inputFeatures, actual: codes.count)
        }
        let stride = Self.bytesPerRow(encoding, inputFeatures: inputFeatures)
        let (bits, spacing) = (encoding.packedBits, encoding.codeSpacing)
        var packed = [UInt8](repeating: 0, count: outputFeatures * stride)
        for row in 0..<outputFeatures {
            for column in 0..<inputFeatures {
                let code = codes[row * inputFeatures + column]
                let offset = Int(code) - range.lowerBound
                guard range.contains(Int(code)), offset % spacing == 0 else {
                    throw .notACode(code, encoding: encoding, row: row, column: column)
                }
                let bit = column * bits
                let field = UInt16(offset / spacing) << UInt16(bit % 8)
                let place = row * stride + bit / 8
                packed[place] |= UInt8(truncatingIfNeeded: field)
                if field > 0xFF { packed[place + 1] |= UInt8(field >> 8) }
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
        guard encoding.codeRange != nil else { throw .notPackable(encoding) }
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
        guard let range = encoding.codeRange else { return [] }
        let (bits, spacing, lowest) = (encoding.packedBits, encoding.codeSpacing, range.lowerBound)
        let mask = UInt16(1 << bits - 1)
        let stride = bytesPerRow
        var codes = [Int8](repeating: 0, count: outputFeatures * inputFeatures)
        for row in 0..<outputFeatures {
            for column in 0..<inputFeatures {
                let bit = column * bits
                let place = row * stride + bit / 8
                var pair = UInt16(bytes[place])
                if bit % 8 + bits > 8 { pair |= UInt16(bytes[place + 1]) << 8 }
                let field = Int((pair >> UInt16(bit % 8)) & mask)
                codes[row * inputFeatures + column] = Int8(lowest + spacing * field)
            }
        }
        return codes
    }
}
