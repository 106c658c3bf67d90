/// What happens to the membrane potential of a neuron that fired, in the same time step.
public enum NeuronReset: Sendable, Equatable {
    /// Soft reset: subtract `spike * firingThreshold`; the remainder stays.
    case subtract
    /// Hard reset to a fixed potential.
    case toValue(Float)
}
