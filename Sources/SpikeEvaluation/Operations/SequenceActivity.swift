import SpikeModel

/// What all sites of a student did while it classified one sequence.
public struct SequenceActivity: Sendable, Equatable {
    /// What one site did, all neurons and tokens together.
    public struct Site: Sendable, Equatable {
        /// Neurons per token.
        public let neurons: Int
        /// Σ |s|.
        public let spikes: Int
        /// Neurons and tokens whose count is not 0.
        public let active: Int
        /// What was sent on.
        public let transmissions: Transmissions
        /// Σ |count| of every neuron over all tokens, `[neurons]`.
        public let spikesPerNeuron: [Int]

        /// Sums up what an observer saw.
        public init(_ activity: SiteActivity) {
            neurons = activity.neurons
            spikes = activity.spikes
            transmissions = activity.transmissions
            var active = 0
            var sums = [Int](repeating: 0, count: activity.neurons)
            for (index, count) in activity.counts.enumerated() where count != 0 {
                active += 1
                sums[index % activity.neurons] += Int(count.magnitude)
            }
            self.active = active
            spikesPerNeuron = sums
        }
    }

    /// Real tokens of the sequence.
    public private(set) var tokens: Int
    /// By name, for example `layer.0.key`.
    public private(set) var sites: [String: Site] = [:]

    /// Nothing seen yet.
    public init(tokens: Int) { self.tokens = tokens }

    /// Takes what an observer sees of the sequence.
    public mutating func observe(_ activity: SiteActivity) { sites[activity.name] = Site(activity) }

    /// Values other than 0 that a site sent; 0 where it was not seen.
    func events(_ site: SpikingSite, layer: Int) -> Int { sites[site.name(layer: layer)]?.transmissions.events ?? 0 }

    /// Those of the last time step.
    func latestEvents(_ site: SpikingSite, layer: Int) -> Int {
        sites[site.name(layer: layer)]?.transmissions.latestEvents ?? 0
    }

    /// Those that reach a linear layer. Nothing comes after the last time step that could flow back.
    func events(into linear: EncoderLinear, from site: SpikingSite, layer: Int) -> Int {
        events(site, layer: layer) - (linear == .feedback ? latestEvents(site, layer: layer) : 0)
    }

    /// Σ |s| of a site.
    func spikes(_ site: SpikingSite, layer: Int) -> Int { sites[site.name(layer: layer)]?.spikes ?? 0 }
}
