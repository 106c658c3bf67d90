/// Rows of scalars whose first elements lie on cache lines; storage is kept when the matrix is reshaped.
public struct AlignedMatrix<Scalar: BitwiseCopyable & Sendable>: Sendable {
    /// Rows.
    public private(set) var rows: Int
    /// Columns that mean something.
    public private(set) var columns: Int
    /// Elements from one row to the next: `columns` rounded up to a whole cache line.
    public private(set) var stride: Int
    private var lines: CacheLines

    /// A matrix of zeros.
    public init(rows: Int = 0, columns: Int = 0) {
        self.rows = 0
        self.columns = 0
        stride = 0
        lines = CacheLines()
        reshape(rows: rows, columns: columns)
    }

    /// Changes the shape; afterwards the contents are unspecified until written or zeroed.
    public mutating func reshape(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0, "sizes cannot be negative")
        let perLine = CacheLines.lineSize / MemoryLayout<Scalar>.size
        let linesPerRow = (columns + perLine - 1) / perLine
        self.rows = rows
        self.columns = columns
        stride = linesPerRow * perLine
        lines.grow(to: rows * linesPerRow * CacheLines.lineSize)
    }

    /// Sets every element, padding included, to zero bits.
    public mutating func zero() {
        let count = rows * stride * MemoryLayout<Scalar>.size
        lines.withMutableBytes { bytes in
            _ = bytes[..<count].initializeMemory(as: UInt8.self, repeating: 0)
        }
    }

    /// Gives access to all rows, `[rows * stride]`.
    public func withRows<Result>(_ body: (UnsafeBufferPointer<Scalar>) throws -> Result) rethrows -> Result {
        try lines.withBytes { bytes in
            try body(UnsafeBufferPointer(rebasing: bytes.bindMemory(to: Scalar.self)[..<(rows * stride)]))
        }
    }

    /// Gives access to all rows, `[rows * stride]`, for writing.
    public mutating func withMutableRows<Result>(
        _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
    ) rethrows -> Result {
        let count = rows * stride
        return try lines.withMutableBytes { bytes in
            try body(UnsafeMutableBufferPointer(rebasing: bytes.bindMemory(to: Scalar.self)[..<count]))
        }
    }

    /// One element.
    public subscript(row: Int, column: Int) -> Scalar {
        get { withRows { $0[row * stride + column] } }
        set { withMutableRows { [stride] in $0[row * stride + column] = newValue } }
    }
}

/// Spikes of a time step, or spike counts of a window: int8 in -127...127, padding zero, `[tokens, neurons]`.
public typealias CountMatrix = AlignedMatrix<Int8>
/// Currents, potentials or hidden states, `[tokens, features]`.
public typealias RealMatrix = AlignedMatrix<Float>
/// Synaptic sums, `[tokens, outputs]`.
public typealias SumMatrix = AlignedMatrix<Int32>
