import SpikeCore

/// A place in the network where neurons turn real values into spikes.
public enum SpikingSite: String, Sendable, Codable, CaseIterable {
    /// `counted`, `realResidual`: input of the query, key and value projections.
    case attentionInput
    /// All schedules: the keys.
    case key
    /// All schedules: the values.
    case value
    /// All schedules: attention context, the input of the attention output projection.
    case context
    /// `counted`, `realResidual`: input of the first feed-forward projection.
    case intermediateInput
    /// All schedules: input of the second feed-forward projection, after GELU.
    case outputInput
    /// `perStep`: after the attention sublayer's LayerNorm.
    case attentionOutput
    /// `perStep`: after the feed-forward sublayer's LayerNorm.
    case layerOutput
    /// `perStep`: the embedding layer's output; the only site outside the layers.
    case embedding

    /// Sites of one encoder layer in network order.
    public static func layerSites(_ schedule: SpikeSchedule) -> [SpikingSite] {
        switch schedule {
        case .counted, .realResidual: [.attentionInput, .key, .value, .context, .intermediateInput, .outputInput]
        case .perStep: [.key, .value, .context, .attentionOutput, .outputInput, .layerOutput]
        }
    }

    /// Whether linear layers read what the site fires; attention reads keys and values instead.
    public var feedsLinear: Bool { self != .key && self != .value }

    /// Number of neurons at this site.
    public func neurons(_ config: BERTConfig) -> Int {
        self == .outputInput ? config.intermediateSize : config.hiddenSize
    }

    /// Name of the site in statistics and files, for example `layer.0.key` or `embedding`.
    public func name(layer: Int) -> String { self == .embedding ? rawValue : "layer.\(layer).\(rawValue)" }
}
