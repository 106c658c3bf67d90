import SpikeModel

/// What one site did in all sequences.
public struct SiteTotals: Sendable, Equatable {
    private(set) var sent = Transmissions()
    private var spikes = 0
    /// Neurons times tokens.
    private var windows = 0

    mutating func add(_ site: SequenceActivity.Site, tokens: Int) {
        sent += site.transmissions
        spikes += site.spikes
        windows += site.neurons * tokens
    }

    /// Values other than 0 per neuron and token.
    var eventsPerNeuron: Double { windows == 0 ? 0 : Double(sent.events) / Double(windows) }

    /// Spikes per neuron and time step.
    public func rate(timeSteps: Int) -> Double { windows == 0 ? 0 : Double(spikes) / Double(windows * timeSteps) }
}
