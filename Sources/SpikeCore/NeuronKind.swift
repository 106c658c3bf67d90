/// What a neuron remembers from one time step to the next.
public enum NeuronKind: String, Sendable, ListedWord {
    /// A leaky membrane with soft reset; leak 1 is integrate-and-fire.
    case leaky
    /// The same, whose firing threshold rises with every spike and falls back (arXiv:1803.09574).
    case adaptive
    /// Elastic bi-spiking: ±α at half of α, and a membrane that keeps 0.25 · m · (α − v) (arXiv:2406.03287).
    case elastic
}
