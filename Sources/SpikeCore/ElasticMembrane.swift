/// What an elastic neuron keeps of its membrane potential m after the value v ∈ {−α, 0, α} that it fired.
public enum ElasticMembrane: String, Sendable, ListedWord {
    /// 0.25 · m · (α − v): nothing after +α, α/4 after silence, α/2 after −α, as in the authors' code (arXiv:2406.03287).
    case released
    /// 0.25 · m · (α − |v|): nothing after a spike of either sign.
    case symmetric
}
