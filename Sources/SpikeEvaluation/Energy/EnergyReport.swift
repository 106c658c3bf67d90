import SpikeCore
import SpikeModel

/// Energy of a student and of what it has to be compared with, over a set of sequences (docs/Energy.md).
public struct EnergyReport: Sendable, Equatable, Codable {
    /// One term, mean over sequences.
    public struct Term: Sendable, Equatable, Codable {
        /// For example `layer.0.query`.
        public let place: String
        /// What it is spent on.
        public let item: EnergyTerm.Item
        /// Picojoules a sequence that do not depend on spikes.
        public let fixed: Double
        /// Picojoules a sequence that spikes cause.
        public let driven: Double
    }

    /// One network on all levels.
    public struct Network: Sendable, Equatable, Codable {
        /// `student`, or the name of a baseline.
        public let network: String
        /// Level L0 by paper.
        public let papers: [String: EnergySummary]
        /// Level L1.
        public let operations: EnergySummary
        /// Level L2 by dataflow, operations included.
        public let withMemory: [String: EnergySummary]
        /// Terms of level L1.
        public let arithmetic: [Term]
        /// What level L2 adds, by dataflow.
        public let memory: [String: [Term]]
    }

    /// Level L3: what a chip adds to level L2.
    public struct ChipEnergy: Sendable, Equatable, Codable {
        /// Spikes passing routers, picojoules a sequence.
        public let network: Double
        /// Leakage, picojoules a sequence.
        public let leakage: Double
    }

    /// What published figures per operation give.
    public struct PlatformEnergy: Sendable, Equatable, Codable {
        /// For people.
        public let name: String
        /// Synaptic operations, and neuron updates where they have a figure.
        public let picojoulesPerSequence: Double
        /// Whether neuron updates are in it.
        public let includesNeurons: Bool
        /// Where the figures are from.
        public let source: String
    }

    /// Sequences that were run.
    public let sequences: Int
    /// Real tokens of all sequences.
    public let tokens: Int
    /// T.
    public let timeSteps: Int
    /// How a `counted` student was run.
    public let execution: String
    /// Spikes per neuron and time step.
    public let meanSpikeRate: Double
    /// The student first.
    public let networks: [Network]
    /// The student against the equivalent quantized network and the others.
    public let verdicts: [EnergyVerdict]
    /// The same in the words of NeuroBench.
    public let neurobench: NeuroBenchMetrics
    /// On chips, by published figures.
    public let platforms: [PlatformEnergy]
    /// nil unless the preset has a chip.
    public let chip: ChipEnergy?
    /// What things cost.
    public let preset: EnergyPreset

    /// Adds up sequences; there is at least one.
    public init(_ model: EnergyModel, _ activities: [SequenceActivity], bootstrap: Bootstrap = Bootstrap()) {
        precondition(!activities.isEmpty, "a report needs a sequence")
        let energies = activities.map(model.energies)
        let tokens = activities.reduce(0) { $0 + $1.tokens }
        self.tokens = tokens
        sequences = activities.count
        timeSteps = model.shape.spiking.timeSteps
        execution = model.shape.counter.execution.rawValue
        networks = energies[0].indices.map { index in Network(energies.map { $0[index] }, tokens, bootstrap) }
        let spikes = SpikeSums(activities)
        meanSpikeRate = spikes.rate(timeSteps: model.shape.spiking.timeSteps)
        verdicts = EnergyVerdict.all(energies, meanSpikeRate: meanSpikeRate)
        neurobench = NeuroBenchMetrics(model.shape, activities)
        platforms = model.preset.platforms.map { Self.energy(on: $0, model.shape, activities, spikes) }
        chip = model.preset.chip.map { Self.energy(on: $0, spikes, tokens: tokens, model.shape) }
        preset = model.preset
    }

    private static func energy(
        on platform: EnergyPreset.Platform, _ shape: NetworkShape, _ activities: [SequenceActivity], _ spikes: SpikeSums
    ) -> PlatformEnergy {
        let operations = SynapticOperations(shape.model.config)
        let synapses = activities.reduce(0) { total, activity in
            total
                + activity.sites.reduce(0) {
                    $0 + operations.count(spikes: $1.value.spikes, at: $1.key, length: activity.tokens)
                }
        }
        let updates = spikes.windows * shape.spiking.timeSteps
        let energy =
            Double(synapses) * platform.synapticOperation + Double(updates) * (platform.neuronUpdate ?? 0)
        return PlatformEnergy(
            name: platform.name, picojoulesPerSequence: energy / Double(activities.count),
            includesNeurons: platform.neuronUpdate != nil, source: platform.source)
    }

    private static func energy(
        on chip: EnergyPreset.Chip, _ spikes: SpikeSums, tokens: Int, _ shape: NetworkShape
    ) -> ChipEnergy {
        let count = Double(spikes.sequences)
        let steps = Double(tokens * shape.spiking.timeSteps)
        return ChipEnergy(
            network: Double(spikes.spikes) * chip.hopsPerSpike * chip.picojoulesPerHop / count,
            leakage: chip.leakageMilliwatts * chip.nanosecondsPerTokenStep * steps / count)
    }
}

extension EnergyReport.Network {
    fileprivate init(_ energies: [NetworkEnergy], _ tokens: Int, _ bootstrap: Bootstrap) {
        network = energies[0].network
        func summary(_ value: (NetworkEnergy) -> Double) -> EnergySummary {
            EnergySummary(energies.map(value), tokens: tokens, bootstrap: bootstrap)
        }
        papers = Dictionary(
            uniqueKeysWithValues: PaperConvention.allCases.map { paper in
                (paper.rawValue, summary { $0.papers[paper]?.total ?? 0 })
            })
        operations = summary(\.operations)
        withMemory = Dictionary(
            uniqueKeysWithValues: Dataflow.allCases.map { flow in (flow.rawValue, summary { $0.total(flow) }) })
        arithmetic = Self.means(energies.map(\.arithmetic))
        memory = Dictionary(
            uniqueKeysWithValues: Dataflow.allCases.map { flow in
                (flow.rawValue, Self.means(energies.map { $0.memory[flow] ?? [] }))
            })
    }

    /// Means over sequences; a place and item that occur several times are added.
    private static func means(_ lists: [[EnergyTerm]]) -> [EnergyReport.Term] {
        struct Key: Hashable {
            let place: OperationPlace
            let item: EnergyTerm.Item
        }
        var sums: [Key: (fixed: Double, driven: Double)] = [:]
        for term in lists.joined() {
            let key = Key(place: term.place, item: term.item)
            let sum = sums[key] ?? (0, 0)
            sums[key] = (sum.fixed + term.fixed, sum.driven + term.driven)
        }
        let order = EnergyTerm.Item.allCases
        let keys = sums.keys.sorted {
            $0.place == $1.place
                ? (order.firstIndex(of: $0.item) ?? 0) < (order.firstIndex(of: $1.item) ?? 0) : $0.place < $1.place
        }
        return keys.map { key in
            let sum = sums[key] ?? (0, 0)
            return EnergyReport.Term(
                place: key.place.name, item: key.item, fixed: sum.fixed / Double(lists.count),
                driven: sum.driven / Double(lists.count))
        }
    }
}

/// Sums over all sites and sequences.
struct SpikeSums {
    let sequences: Int
    let spikes: Int
    /// Neurons times tokens.
    let windows: Int

    init(_ activities: [SequenceActivity]) {
        sequences = activities.count
        spikes = activities.reduce(0) { $0 + $1.sites.values.reduce(0) { $0 + $1.spikes } }
        windows = activities.reduce(0) { total, activity in
            total + activity.sites.values.reduce(0) { $0 + $1.neurons * activity.tokens }
        }
    }

    func rate(timeSteps: Int) -> Double { windows == 0 ? 0 : Double(spikes) / Double(windows * timeSteps) }
}
