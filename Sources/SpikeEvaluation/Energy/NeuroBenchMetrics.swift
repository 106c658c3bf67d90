import SpikeCore
import SpikeModel

/// The metrics of NeuroBench (arXiv:2304.04640) under their own names, means over sequences.
///
/// Linear layers of the encoder only, as there: attention products have no connections.
public struct NeuroBenchMetrics: Sendable, Equatable, Codable {
    /// Synaptic operations of one sequence.
    public struct Operations: Sendable, Equatable, Codable {
        /// Values other than 0 at weights other than 0, where one has to be multiplied.
        public let effectiveMACs: Double
        /// The same, where it is only added.
        public let effectiveACs: Double
        /// All inputs at all weights in all time steps.
        public let dense: Double

        enum CodingKeys: String, CodingKey {
            case effectiveMACs = "Effective_MACs"
            case effectiveACs = "Effective_ACs"
            case dense = "Dense"
        }
    }

    /// Bytes of the packed encoder, embeddings and head.
    public let footprint: Int
    /// Share of weights that are 0.
    public let connectionSparsity: Double
    /// Share of values that are 0 among all that sites could have sent.
    public let activationSparsity: Double
    /// Neurons that integrate, times time steps.
    public let membraneUpdates: Double
    /// What arrives at connections.
    public let synapticOperations: Operations

    enum CodingKeys: String, CodingKey {
        case footprint
        case connectionSparsity = "connection_sparsity"
        case activationSparsity = "activation_sparsity"
        case membraneUpdates = "membrane_updates"
        case synapticOperations = "synaptic_operations"
    }

    init(_ shape: NetworkShape, _ activities: [SequenceActivity]) {
        let model = shape.model
        let spiking = shape.spiking
        let count = Double(activities.count)
        let sendsWindows = spiking.schedule == .counted && shape.counter.execution == .onePass
        let steps = sendsWindows ? 1 : spiking.timeSteps
        let windows = SpikeSums(activities).windows
        let events = activities.reduce(0) { $0 + $1.sites.values.reduce(0) { $0 + $1.transmissions.events } }
        footprint =
            model.encoderByteCount + model.wordEmbeddings.byteCount + model.positionEmbeddings.byteCount
            + model.typeEmbeddings.byteCount + 4 * (model.classifierWeight.count + model.classifierBias.count)
        activationSparsity = windows == 0 ? 0 : 1 - Double(events) / Double(windows * steps)
        membraneUpdates = Double(windows * spiking.timeSteps) / count
        let synapses = shape.linears.map { (entry: $0, connections: $0.linear.connectionsPerInput) }
        let weights = synapses.reduce(0) { $0 + $1.entry.linear.inputFeatures * $1.entry.linear.outputFeatures }
        let connected = synapses.reduce(0) { $0 + $1.connections.reduce(0, +) }
        connectionSparsity = weights == 0 ? 0 : 1 - Double(connected) / Double(weights)
        var (macs, acs) = (0.0, 0.0)
        for (entry, connections) in synapses {
            let isGraded = shape.counter.isGraded(entry.source.site, layer: entry.source.layer)
            let effective = activities.reduce(0.0) { sum, activity in
                sum + (activity.sites[entry.source.name]?.effective(connections) ?? 0)
            }
            if isGraded { macs += effective } else { acs += effective }
        }
        let tokens = activities.reduce(0) { $0 + $1.tokens }
        synapticOperations = Operations(
            effectiveMACs: macs / count, effectiveACs: acs / count, dense: Double(weights * tokens * steps) / count)
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
    /// Events at connections. Events of a neuron are told apart by its spikes; where spikes of both signs meet in one
    /// neuron, or counts are sent at once, its share of the site's events is that of its spikes.
    fileprivate func effective(_ connections: [Int]) -> Double {
        let sum = spikesPerNeuron.reduce(0, +)
        guard sum > 0 else { return 0 }
        let weighted = zip(spikesPerNeuron, connections).reduce(0) { $0 + $1.0 * $1.1 }
        return Double(weighted) * Double(transmissions.events) / Double(sum)
    }
}
