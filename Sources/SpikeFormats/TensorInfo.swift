/// What the header of a safetensors file says about one tensor, checked.
public struct TensorInfo: Sendable, Equatable {
    /// Name in the file.
    public let name: String
    /// Type of the elements.
    public let type: TensorType
    /// Sizes; empty for a scalar.
    public let shape: [Int]
    /// Bytes of the tensor, counted from the end of the header.
    public let byteRange: Range<Int>

    /// Number of elements.
    public var elementCount: Int { byteRange.count / type.byteCount }
}
