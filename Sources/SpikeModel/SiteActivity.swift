import SpikeCore

/// What the neurons of one spiking site did while one sequence was classified; handed to observers.
public struct SiteActivity: Sendable, Equatable {
    /// Which of the layer's sites.
    public let site: SpikingSite
    /// Encoder layer from 0; 0 for the embedding site.
    public let layer: Int
    /// Index of the sequence in the batch.
    public let sequence: Int
    /// Neurons per token.
    public let neurons: Int
    /// Spike counts over the window, Σ_t s_t, `[tokens * neurons]`, real tokens only, token by token.
    public let counts: [Int16]
    /// Σ |s|: more than Σ |count| where spikes of both signs met in one neuron.
    public let spikes: Int
    /// What was sent on: window counts in one pass, spikes of every time step elsewhere.
    public let transmissions: Transmissions

    /// Creates an activity; traps unless the counts fill whole tokens.
    ///
    /// - Parameters:
    ///   - spikes: nil where no neuron fires both signs in a window, as under `counted`.
    ///   - transmissions: nil where the counts were sent as they are.
    public init(
        site: SpikingSite, layer: Int, sequence: Int, neurons: Int, counts: [Int16], spikes: Int? = nil,
        transmissions: Transmissions? = nil
    ) {
        precondition(neurons > 0 && counts.count % neurons == 0, "one count per neuron and token")
        self.site = site
        self.layer = layer
        self.sequence = sequence
        self.neurons = neurons
        self.counts = counts
        self.transmissions = transmissions ?? Transmissions(counts.lazy.map(Int.init))
        self.spikes = spikes ?? counts.reduce(0) { $0 + Int($1.magnitude) }
    }

    /// What the site did for the first tokens alone; counts are taken as what was fired and sent.
    public func prefix(tokens: Int) -> SiteActivity {
        guard tokens * neurons < counts.count else { return self }
        return SiteActivity(
            site: site, layer: layer, sequence: sequence, neurons: neurons,
            counts: Array(counts.prefix(max(0, tokens) * neurons)))
    }

    /// Name of the site, for example `layer.0.key`.
    public var name: String { site.name(layer: layer) }

    /// Spikes and neuron windows for `SpikeStatistics`.
    public var activity: SpikeStatistics.Activity {
        .init(spikes: spikes, neuronWindows: counts.count)
    }
}
