/// Name and shape that a config asks of one tensor.
public struct TensorShape: Sendable, Equatable {
    /// Canonical name (`TensorNames`).
    public let name: String
    /// Sizes.
    public let shape: [Int]

    /// Creates a name with its shape.
    public init(_ name: String, _ shape: [Int]) {
        self.name = name
        self.shape = shape
    }

    /// Product of the sizes.
    public var elementCount: Int { shape.reduce(1, *) }
}
