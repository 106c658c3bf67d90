/// Single-precision values with their shape, row-major.
public struct FloatTensor: Sendable, Equatable {
    /// Sizes.
    public let shape: [Int]
    /// `[product of shape]`.
    public var values: [Float]

    /// Creates a tensor; traps when the values do not fill the shape.
    public init(shape: [Int], values: [Float]) {
        precondition(values.count == shape.reduce(1, *), "values must fill the shape")
        self.shape = shape
        self.values = values
    }
}
