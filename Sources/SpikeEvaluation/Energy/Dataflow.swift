/// In which order a network runs on hardware, which decides how often weights are read (docs/Energy.md, level L2).
public enum Dataflow: String, Sendable, Codable, CaseIterable {
    /// Token after token: weights are read anew for every token. Spikes are events that read one column of weights each and update
    /// sums in memory; a dense network reads all weights and sums in registers.
    case tokenByToken
    /// Layer after layer: weights are read once for the sequence, or once per time step where every step runs the whole network, and sums
    /// stay in registers.
    case layerByLayer
}
