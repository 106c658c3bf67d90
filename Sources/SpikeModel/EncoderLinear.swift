import SpikeCore

/// The linear layers of an encoder, which are what is quantized: six in every layer, and the feedback connection if there
/// is one.
public enum EncoderLinear: String, Sendable, ListedWord {
    case query, key, value, attentionOutput, intermediate, output
    /// From the spikes of the last layer to the input neurons of the next time step; its layer number is 0.
    case feedback

    /// The six of every encoder layer, without `feedback`.
    public static let allCases: [EncoderLinear] = [.query, .key, .value, .attentionOutput, .intermediate, .output]

    /// Whether outputs have a bias; the embedding's LayerNorm is the feedback's.
    public var hasBias: Bool { self != .feedback }

    /// Name of the module below `bert.encoder.layer.{i}.` in Hugging Face checkpoints.
    public var moduleName: String {
        switch self {
        case .query: "attention.self.query"
        case .key: "attention.self.key"
        case .value: "attention.self.value"
        case .attentionOutput: "attention.output.dense"
        case .intermediate: "intermediate.dense"
        case .output: "output.dense"
        case .feedback: "feedback.dense"
        }
    }

    /// The spiking site that feeds this layer under a schedule, and whether it is of the previous layer
    /// (`perStep`: the projections read what the layer before, or the embedding, fired).
    public func inputSite(_ schedule: SpikeSchedule) -> SpikingSite {
        switch (self, schedule) {
        case (.query, .perStep), (.key, .perStep), (.value, .perStep): .layerOutput
        case (.query, _), (.key, _), (.value, _): .attentionInput
        case (.attentionOutput, _): .context
        case (.intermediate, .perStep): .attentionOutput
        case (.intermediate, _): .intermediateInput
        case (.output, _): .outputInput
        case (.feedback, _): .layerOutput
        }
    }

    /// `[outputFeatures, inputFeatures]` of the weight.
    public func shape(_ config: BERTConfig) -> (outputFeatures: Int, inputFeatures: Int) {
        switch self {
        case .query, .key, .value, .attentionOutput, .feedback: (config.hiddenSize, config.hiddenSize)
        case .intermediate: (config.intermediateSize, config.hiddenSize)
        case .output: (config.hiddenSize, config.intermediateSize)
        }
    }
}
