import SpikeCore
import SpikeModel

extension Operation {
    /// Why an operation is done in a part of the network.
    func reason(at part: OperationPlace.Part, _ spiking: SpikingConfig) -> String {
        switch part {
        case .linear:
            isSynapse ? "spikes arrive at weights" : "sums of codes times weight scale and firing threshold, plus bias"
        case .neurons: neuronReason
        case .scores:
            isAttention ? "key spikes arrive at real queries" : "scores times firing threshold / sqrt(head size)"
        case .mix: isAttention ? "value spikes arrive at real probabilities" : "contexts times firing threshold"
        case .softmax: "softmax of scores"
        case .gelu: "GELU, the teacher's nonlinearity"
        case .attentionNorm, .outputNorm:
            spiking.schedule == .perStep && isSynapse
                ? "residual spikes add their threshold, and LayerNorm" : "residual sum and LayerNorm"
        case .embedding: "rows of three tables, and LayerNorm"
        case .outputRate: "mean of the last layer over time steps"
        case .pooling: "mean of all tokens"
        case .classifier: "the real head"
        }
    }

    private var neuronReason: String {
        switch self {
        case .compare: "potential against firing level"
        case .add: "integration, and subtraction of what a spike carries away"
        case .multiply: "leak"
        default: "gain and shift of the neurons' input"
        }
    }

    /// Whether an event of a key or value causes it: all but the scaling by a constant afterwards.
    private var isAttention: Bool { self != .multiply }

    /// Whether an event at a synapse causes it.
    private var isSynapse: Bool { isSpikeDriven || self == .multiplyAccumulate }
}
