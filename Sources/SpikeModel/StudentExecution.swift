/// How a `counted` student is run; both give the same logits bit for bit.
public enum StudentExecution: String, Sendable, CaseIterable {
    /// One pass on spike counts: every site fires its whole window at once.
    case onePass
    /// Spike by spike: every site emits T spike vectors, and synapses integrate them in integer counters.
    case timeSteps
}
