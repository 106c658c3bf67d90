import SpikeCore

/// The six linear layers of an encoder layer: what is quantized.
public enum EncoderLinear: String, Sendable, Codable, CaseIterable {
    case query, key, value, attentionOutput, intermediate, output

    /// Name of the module below `bert.encoder.layer.{i}.` in Hugging Face checkpoints.
    public var moduleName: String {
        switch self {
        case .query: "attention.self.query"
        case .key: "attention.self.key"
        case .value: "attention.self.value"
        case .attentionOutput: "attention.output.dense"
        case .intermediate: "intermediate.dense"
        case .output: "output.dense"
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
        }
    }

    /// `[outputFeatures, inputFeatures]` of the weight.
    public func shape(_ config: BERTConfig) -> (outputFeatures: Int, inputFeatures: Int) {
        switch self {
        case .query, .key, .value, .attentionOutput: (config.hiddenSize, config.hiddenSize)
        case .intermediate: (config.intermediateSize, config.hiddenSize)
        case .output: (config.hiddenSize, config.intermediateSize)
        }
    }
}
