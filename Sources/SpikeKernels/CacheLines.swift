/// Bytes that start on a cache line, with value semantics: copies share storage until one of them is written.
///
/// Swift's arrays align no element beyond 16 bytes, whatever its type asks for. Every vector of 64 bytes would then lie
/// across two lines, which halves the speed of loads.
struct CacheLines: Sendable {
    /// Bytes of a line.
    static let lineSize = 64

    private var storage: Storage

    /// At least `byteCount` bytes of zeros.
    init(byteCount: Int = 0) { storage = Storage(byteCount: byteCount) }

    /// Bytes there are, a multiple of the line size.
    var count: Int { storage.bytes.count }

    /// Grows to at least `byteCount` bytes; what is there stays, what is new is zero.
    mutating func grow(to byteCount: Int) {
        guard byteCount > count else { return }
        storage = Storage(byteCount: byteCount, copying: storage)
    }

    /// Gives access to all bytes.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(UnsafeRawBufferPointer(storage.bytes)) }
    }

    /// Gives access to all bytes, for writing.
    mutating func withMutableBytes<Result>(
        _ body: (UnsafeMutableRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        if !isKnownUniquelyReferenced(&storage) { storage = Storage(byteCount: count, copying: storage) }
        return try withExtendedLifetime(storage) { try body(storage.bytes) }
    }

    /// Owns the bytes.
    ///
    /// `@unchecked Sendable`: `CacheLines` writes only to storage that nobody else refers to.
    private final class Storage: @unchecked Sendable {
        let bytes: UnsafeMutableRawBufferPointer

        init(byteCount: Int, copying other: Storage? = nil) {
            let rounded = (byteCount + lineSize - 1) / lineSize * lineSize
            bytes = .allocate(byteCount: rounded, alignment: lineSize)
            let old = other.map { UnsafeRawBufferPointer($0.bytes) } ?? UnsafeRawBufferPointer(start: nil, count: 0)
            bytes.copyMemory(from: old)
            _ = bytes[old.count...].initializeMemory(as: UInt8.self, repeating: 0)
        }

        deinit { bytes.deallocate() }
    }
}

extension CacheLines {
    /// Values on cache lines, followed by zeros up to `count` values.
    init(_ values: [Float], paddedTo count: Int) {
        precondition(values.count <= count, "padding cannot shorten")
        self.init(byteCount: count * MemoryLayout<Float>.stride)
        withMutableBytes { bytes in values.withUnsafeBytes { bytes.copyMemory(from: $0) } }
    }

    /// The bytes as floats.
    func withFloats<Result>(_ body: (UnsafeBufferPointer<Float>) throws -> Result) rethrows -> Result {
        try withBytes { try body($0.bindMemory(to: Float.self)) }
    }
}
