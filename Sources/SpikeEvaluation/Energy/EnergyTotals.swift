import SpikeCore
import SpikeModel

/// Adds up, sequence by sequence, what a student and the networks it is compared with need.
///
/// Keeps 36 numbers of every sequence, for intervals, and nothing of its neurons.
public struct EnergyTotals: Sendable {
    let model: EnergyModel
    private(set) var networks: [NetworkTotals] = []
    private(set) var spikes = SpikeTotals()
    private(set) var neurobench: NeuroBenchTotals
    /// Spikes times their fan-out, as papers count.
    private(set) var synapticOperations = 0
    private let fanOut: SynapticOperations

    /// Nothing added yet.
    public init(_ model: EnergyModel) {
        self.model = model
        neurobench = NeuroBenchTotals(model.shape)
        fanOut = SynapticOperations(model.shape.model.config)
    }

    /// Adds one sequence.
    public mutating func add(_ activity: SequenceActivity) {
        let energies = model.energies(activity)
        if networks.isEmpty { networks = energies.map { NetworkTotals(network: $0.network) } }
        for (index, energy) in energies.enumerated() { networks[index].add(energy) }
        spikes.add(activity)
        neurobench.add(activity)
        for (name, site) in activity.sites {
            synapticOperations += fanOut.count(spikes: site.spikes, at: name, length: activity.tokens)
        }
    }
}
