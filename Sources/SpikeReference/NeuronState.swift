/// What one neuron carries from a time step to the next; at rest at first.
public struct NeuronState: Sendable, Equatable {
    /// u after reset and leak; of elastic neurons, what is added to the next input.
    public var potential: Float = 0
    /// a of an adaptive neuron: its recent spikes.
    public var adaptation: Float = 0

    /// A neuron at rest.
    public init() {}
}
