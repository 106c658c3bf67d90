/// Rows of signed integers of 4 or 8 bits with one half-precision scale each: value = scale · code.
///
/// A field holds code + 2^(bits-1), so 0 never occurs and codes are symmetric: -7...7 or -127...127. The lowest bits of
/// a byte hold the lowest column; the unused field of an odd row's last byte is zero.
public struct RowCodes: Sendable, Equatable {
    /// 4 or 8.
    public let bits: Int
    /// Width of a row.
    public let columns: Int
    /// `[rows * bytesPerRow]`
    public let bytes: [UInt8]
    /// Bit patterns of IEEE halves, `[rows]`, finite and not negative.
    public let scales: [UInt16]

    /// Checks nothing but sizes; readers check fields first (`firstInvalidRow`). Traps when sizes disagree.
    public init(bits: Int, columns: Int, bytes: [UInt8], scales: [UInt16]) {
        precondition(bits == 4 || bits == 8, "codes have 4 or 8 bits")
        precondition(bytes.count == scales.count * Self.bytesPerRow(bits: bits, columns: columns), "one scale per row")
        self.bits = bits
        self.columns = columns
        self.bytes = bytes
        self.scales = scales
    }

    /// Packs codes, `[rows * columns]`, each within ±largestCode; traps when one is not.
    public init(packing codes: [Int8], bits: Int, columns: Int, scales: [UInt16]) {
        precondition(codes.count == scales.count * columns, "codes must fill the rows")
        let limit = Self.largestCode(bits: bits)
        precondition(codes.allSatisfy { abs(Int($0)) <= limit }, "codes of \(bits) bits lie within ±\(limit)")
        let stride = Self.bytesPerRow(bits: bits, columns: columns)
        var bytes = [UInt8](repeating: 0, count: scales.count * stride)
        for row in scales.indices {
            for column in 0..<columns {
                let field = UInt8(Int(codes[row * columns + column]) + limit + 1)
                bytes[row * stride + column * bits / 8] |= bits == 8 || column % 2 == 0 ? field : field << 4
            }
        }
        self.init(bits: bits, columns: columns, bytes: bytes, scales: scales)
    }

    /// Number of rows.
    public var rows: Int { scales.count }

    /// Bytes that a row takes.
    public static func bytesPerRow(bits: Int, columns: Int) -> Int { (columns * bits + 7) / 8 }

    /// Largest magnitude of a code.
    public static func largestCode(bits: Int) -> Int { 1 << (bits - 1) - 1 }

    /// The first row with a field of 0, or with unused bits that are not; nil when there is none.
    public var firstInvalidRow: Int? {
        let stride = Self.bytesPerRow(bits: bits, columns: columns)
        return (0..<rows).first { row in
            let fields = bytes[(row * stride)..<((row + 1) * stride)]
            if bits == 8 { return fields.contains(0) }
            let isOdd = columns % 2 == 1
            return fields.contains { $0 & 0xF == 0 } || fields.dropLast(isOdd ? 1 : 0).contains { $0 >> 4 == 0 }
                || isOdd && fields.last.map { $0 >> 4 != 0 } == true
        }
    }

    /// Adds row `row` to `sum`, `[columns]`, in order of the columns.
    public func add(row: Int, to sum: inout [Float]) {
        let scale = EmbeddingTable.single(fromHalf: scales[row])
        let stride = Self.bytesPerRow(bits: bits, columns: columns)
        let bias = Float(Self.largestCode(bits: bits) + 1)
        bytes.withUnsafeBufferPointer { bytes in
            let fields = bytes[(row * stride)..<((row + 1) * stride)]
            sum.withUnsafeMutableBufferPointer { sum in
                for (place, byte) in fields.enumerated() {
                    if bits == 8 {
                        sum[place] += scale * (Float(byte) - bias)
                    } else {
                        sum[2 * place] += scale * (Float(byte & 0xF) - bias)
                        if 2 * place + 1 < columns { sum[2 * place + 1] += scale * (Float(byte >> 4) - bias) }
                    }
                }
            }
        }
    }
}
