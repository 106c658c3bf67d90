/// Weight and bias of a LayerNorm, `[D]` each.
public struct LayerNormParameters: Sendable, Equatable {
    /// γ, `[D]`.
    public let weight: [Float]
    /// β, `[D]`.
    public let bias: [Float]

    /// Creates parameters; traps when sizes disagree.
    public init(weight: [Float], bias: [Float]) {
        precondition(weight.count == bias.count, "one bias per weight")
        self.weight = weight
        self.bias = bias
    }
}
