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

    /// Of all sequences together; there is at least one.
    public init(_ model: EnergyModel, _ activities: [SequenceActivity], bootstrap: Bootstrap = Bootstrap()) {
        var totals = EnergyTotals(model)
        for activity in activities { totals.add(activity) }
        self.init(totals, bootstrap: bootstrap)
    }

    /// Of what was added up; there is at least one sequence.
    public init(_ totals: EnergyTotals, bootstrap: Bootstrap = Bootstrap()) {
        let spikes = totals.spikes
        precondition(spikes.sequences > 0, "a report needs a sequence")
        let model = totals.model
        let shape = model.shape
        tokens = spikes.tokens
        sequences = spikes.sequences
        timeSteps = shape.spiking.timeSteps
        execution = shape.counter.execution.rawValue
        networks = totals.networks.map { Network($0, spikes, bootstrap) }
        meanSpikeRate = spikes.rate(timeSteps: shape.spiking.timeSteps)
        verdicts = EnergyVerdict.all(totals.networks, meanSpikeRate: meanSpikeRate)
        neurobench = NeuroBenchMetrics(shape, totals.neurobench, spikes)
        platforms = model.preset.platforms.map { Self.energy(on: $0, totals) }
        chip = model.preset.chip.map { Self.energy(on: $0, spikes, shape) }
        preset = model.preset
    }

    private static func energy(on platform: EnergyPreset.Platform, _ totals: EnergyTotals) -> PlatformEnergy {
        let updates = totals.spikes.windows * totals.model.shape.spiking.timeSteps
        let energy =
            Double(totals.synapticOperations) * platform.synapticOperation
            + Double(updates) * (platform.neuronUpdate ?? 0)
        return PlatformEnergy(
            name: platform.name, picojoulesPerSequence: energy / Double(totals.spikes.sequences),
            includesNeurons: platform.neuronUpdate != nil, source: platform.source)
    }

    private static func energy(on chip: EnergyPreset.Chip, _ spikes: SpikeTotals, _ shape: NetworkShape) -> ChipEnergy {
        let count = Double(spikes.sequences)
        let steps = Double(spikes.tokens * shape.spiking.timeSteps)
        return ChipEnergy(
            network: Double(spikes.spikes) * chip.hopsPerSpike * chip.picojoulesPerHop / count,
            leakage: chip.leakageMilliwatts * chip.nanosecondsPerTokenStep * steps / count)
    }
}

extension EnergyReport.Network {
    fileprivate init(_ totals: NetworkTotals, _ spikes: SpikeTotals, _ bootstrap: Bootstrap) {
        func summary(_ energies: [Double]) -> EnergySummary {
            EnergySummary(energies, tokens: spikes.tokens, bootstrap: bootstrap)
        }
        func byName<Key: RawRepresentable<String>, Value, Result>(
            _ values: [Key: Value], _ transform: (Value) -> Result
        ) -> [String: Result] {
            Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, transform($0.value)) })
        }
        network = totals.network
        papers = byName(totals.papers, summary)
        operations = summary(totals.operations)
        withMemory = byName(totals.withMemory, summary)
        arithmetic = totals.arithmetic.means(over: spikes.sequences)
        memory = byName(totals.memory) { $0.means(over: spikes.sequences) }
    }
}
