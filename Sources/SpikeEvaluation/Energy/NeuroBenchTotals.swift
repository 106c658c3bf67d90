import SpikeCore
import SpikeModel

/// What NeuroBench's metrics are worked out of, added up sequence by sequence.
struct NeuroBenchTotals: Sendable {
    /// A linear layer of the encoder.
    struct Synapses: Sendable {
        fileprivate let linear: EncoderLinear
        let source: SitePlace
        /// Weights other than 0 of every input.
        let connections: [Int]
        /// All weights.
        let weights: Int
        /// Whether its source sends more than plain spikes.
        let isGraded: Bool
        /// Events at weights other than 0.
        fileprivate(set) var effective = 0.0
    }

    private(set) var synapses: [Synapses]
    /// Values other than 0 that all sites sent.
    private(set) var events = 0

    /// Nothing added yet. Cost: one look at every weight.
    init(_ shape: NetworkShape) {
        synapses = shape.linears.map { name, _, linear, source in
            Synapses(
                linear: name, source: source, connections: linear.connectionsPerInput,
                weights: linear.inputFeatures * linear.outputFeatures,
                isGraded: shape.counter.isGraded(source.site, layer: source.layer))
        }
    }

    mutating func add(_ activity: SequenceActivity) {
        for site in activity.sites.values { events += site.transmissions.events }
        for index in synapses.indices {
            let (linear, source) = (synapses[index].linear, synapses[index].source)
            let events = activity.events(into: linear, from: source.site, layer: source.layer)
            synapses[index].effective +=
                activity.sites[source.name]?.effective(events, synapses[index].connections) ?? 0
        }
    }
}

extension PackedLinear {
    /// Weights other than 0 of every input, `[inputFeatures]`.
    fileprivate var connectionsPerInput: [Int] {
        var counts = [Int](repeating: 0, count: inputFeatures)
        func add(_ isZero: (Int) -> Bool) {
            for index in 0..<(inputFeatures * outputFeatures) where !isZero(index) {
                counts[index % inputFeatures] += 1
            }
        }
        switch weights {
        case .real(let values): add { values[$0] == 0 }
        case .codes:
            let codes = centeredCodes ?? []
            add { codes[$0] == 0 }
        }
        return counts
    }
}

extension SequenceActivity.Site {
    /// So many events at connections. Events of a neuron are told apart by its spikes; where spikes of both signs meet in one
    /// neuron, or counts are sent at once, its share of the site's events is that of its spikes.
    fileprivate func effective(_ events: Int, _ connections: [Int]) -> Double {
        let sum = spikesPerNeuron.reduce(0, +)
        guard sum > 0 else { return 0 }
        let weighted = zip(spikesPerNeuron, connections).reduce(0) { $0 + $1.0 * $1.1 }
        return Double(weighted) * Double(events) / Double(sum)
    }
}
