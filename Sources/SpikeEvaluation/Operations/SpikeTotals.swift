/// Sums over all sites and sequences.
struct SpikeTotals: Sendable {
    private(set) var sequences = 0
    /// Real tokens.
    private(set) var tokens = 0
    /// Σ |s|.
    private(set) var spikes = 0
    /// Neurons times tokens.
    private(set) var windows = 0

    mutating func add(_ activity: SequenceActivity) {
        sequences += 1
        tokens += activity.tokens
        for site in activity.sites.values {
            spikes += site.spikes
            windows += site.neurons * activity.tokens
        }
    }

    /// Spikes per neuron and time step.
    func rate(timeSteps: Int) -> Double { windows == 0 ? 0 : Double(spikes) / Double(windows * timeSteps) }
}
