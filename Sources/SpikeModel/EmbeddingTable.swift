/// Rows of an embedding table.
public struct EmbeddingTable: Sendable, Equatable {
    /// How the rows are stored.
    public enum Storage: Sendable, Equatable {
        /// IEEE single, `[rows * columns]`.
        case float32([Float])
        /// IEEE half as bit patterns, `[rows * columns]`.
        case float16([UInt16])
        /// Integers of 4 or 8 bits with a scale per row.
        case integers(RowCodes)
    }

    /// Number of rows.
    public let rows: Int
    /// Width of a row.
    public let columns: Int
    /// The values.
    public let storage: Storage

    /// Creates a table; traps when the storage does not fill it (readers check first).
    public init(rows: Int, columns: Int, storage: Storage) {
        let count =
            switch storage {
            case .float32(let values): values.count
            case .float16(let values): values.count
            case .integers(let codes): codes.rows * codes.columns
            }
        precondition(count == rows * columns, "storage must fill the table")
        self.rows = rows
        self.columns = columns
        self.storage = storage
    }

    /// Adds row `row` to `sum`, `[columns]`, in order of the columns.
    public func add(row: Int, to sum: inout [Float]) {
        let start = row * columns
        switch storage {
        case .float32(let values):
            // Unchecked, so that the loop becomes vector instructions: the initialiser has checked the sizes.
            precondition(row >= 0 && row < rows && sum.count >= columns, "a row of the table")
            values.withUnsafeBufferPointer { values in
                sum.withUnsafeMutableBufferPointer { sum in
                    for column in 0..<columns { sum[column] += values[start + column] }
                }
            }
        case .float16(let values):
            for column in 0..<columns { sum[column] += Self.single(fromHalf: values[start + column]) }
        case .integers(let codes): codes.add(row: row, to: &sum)
        }
    }

    /// All values, `[rows * columns]`.
    public var floats: [Float] {
        (0..<rows).flatMap { row in
            var values = [Float](repeating: 0, count: columns)
            add(row: row, to: &values)
            return values
        }
    }

    /// Whether values are integers times a scale.
    public var isScaled: Bool { if case .integers = storage { true } else { false } }

    /// Bytes of the table on disk.
    public var byteCount: Int {
        switch storage {
        case .float32(let values): values.count * 4
        case .float16(let values): values.count * 2
        case .integers(let codes): codes.bytes.count + 2 * codes.scales.count
        }
    }

    /// The exact single-precision value of an IEEE half bit pattern (portable; `Float16` is missing on some targets).
    public static func single(fromHalf bits: UInt16) -> Float {
        let sign = UInt32(bits & 0x8000) << 16
        let exponent = UInt32(bits >> 10) & 0x1F
        let fraction = UInt32(bits & 0x3FF)
        if exponent == 0x1F { return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13) }
        if exponent == 0 {
            let magnitude = Float(fraction) * 0x1p-24
            return sign == 0 ? magnitude : -magnitude
        }
        return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
}
