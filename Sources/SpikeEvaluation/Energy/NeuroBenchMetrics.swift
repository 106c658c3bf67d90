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

    /// - Parameter spikes: of the same sequences.
    init(_ shape: NetworkShape, _ totals: NeuroBenchTotals, _ spikes: SpikeTotals) {
        let model = shape.model
        let spiking = shape.spiking
        let count = Double(spikes.sequences)
        let sendsWindows = spiking.schedule == .counted && shape.counter.execution == .onePass
        let steps = sendsWindows ? 1 : spiking.timeSteps
        let sendable = spikes.windows * steps
        footprint =
            model.encoderByteCount + model.wordEmbeddings.byteCount + model.positionEmbeddings.byteCount
            + model.typeEmbeddings.byteCount + 4 * (model.classifierWeight.count + model.classifierBias.count)
        activationSparsity = sendable == 0 ? 0 : 1 - Double(totals.events) / Double(sendable)
        membraneUpdates = Double(spikes.windows * spiking.timeSteps) / count
        let weights = totals.synapses.reduce(0) { $0 + $1.weights }
        let connected = totals.synapses.reduce(0) { $0 + $1.connections.reduce(0, +) }
        connectionSparsity = weights == 0 ? 0 : 1 - Double(connected) / Double(weights)
        func effective(isGraded: Bool) -> Double {
            totals.synapses.reduce(0) { $0 + ($1.isGraded == isGraded ? $1.effective : 0) } / count
        }
        synapticOperations = Operations(
            effectiveMACs: effective(isGraded: true), effectiveACs: effective(isGraded: false),
            dense: Double(weights * spikes.tokens * steps) / count)
    }
}
