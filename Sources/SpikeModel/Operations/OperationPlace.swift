/// Where in the network something is computed.
public struct OperationPlace: Sendable, Hashable {
    /// What is computed there.
    public enum Part: Sendable, Hashable {
        /// Sum of the three embeddings and its LayerNorm.
        case embedding
        /// A linear layer of the encoder, or the feedback connection.
        case linear(EncoderLinear)
        /// The neurons of a site.
        case neurons(SpikingSite)
        /// Queries times keys.
        case scores
        /// Scores to probabilities.
        case softmax
        /// Probabilities times values.
        case mix
        /// After the first feed-forward projection.
        case gelu
        /// Residual sum and LayerNorm of the attention sublayer.
        case attentionNorm
        /// Residual sum and LayerNorm of the feed-forward sublayer.
        case outputNorm
        /// Mean of what the last layer did in all time steps.
        case outputRate
        /// One vector per sequence.
        case pooling
        /// The head.
        case classifier
    }

    /// Encoder layer from 0; nil outside the layers.
    public let layer: Int?
    /// What is computed there.
    public let part: Part

    /// A place of a layer, or outside the layers.
    public init(_ part: Part, layer: Int? = nil) {
        self.layer = layer
        self.part = part
    }

    /// Name of the place, for example `layer.0.query`, `layer.0.key neurons` or `classifier`.
    public var name: String { (layer.map { "layer.\($0)." } ?? "") + part.name }
}

extension OperationPlace.Part {
    /// Name of the part, for example `query` or `key neurons`.
    public var name: String {
        switch self {
        case .embedding: "embedding"
        case .linear(let linear): linear.rawValue
        case .neurons(let site): "\(site.rawValue) neurons"
        case .scores: "scores"
        case .softmax: "softmax"
        case .mix: "mix"
        case .gelu: "gelu"
        case .attentionNorm: "attentionNorm"
        case .outputNorm: "outputNorm"
        case .outputRate: "outputRate"
        case .pooling: "pooling"
        case .classifier: "classifier"
        }
    }

    /// The parts of one layer of any schedule in network order.
    static let layerOrder: [Self] =
        [.neurons(.attentionInput), .linear(.query), .linear(.key), .neurons(.key), .linear(.value), .neurons(.value)]
        + [.scores, .softmax, .mix, .neurons(.context), .linear(.attentionOutput), .attentionNorm]
        + [.neurons(.intermediateInput), .neurons(.attentionOutput), .linear(.intermediate), .gelu]
        + [.neurons(.outputInput), .linear(.output), .outputNorm, .neurons(.layerOutput)]

    /// The parts in front of the layers and behind them.
    static let outerOrder: (before: [Self], after: [Self]) = (
        [.embedding, .linear(.feedback), .neurons(.embedding)], [.outputRate, .pooling, .classifier]
    )
}

extension OperationPlace: Comparable {
    /// Network order.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: (Int, Int) {
        typealias Part = OperationPlace.Part
        if let layer { return (layer, Part.layerOrder.firstIndex(of: part) ?? Part.layerOrder.count) }
        if let index = Part.outerOrder.before.firstIndex(of: part) { return (-1, index) }
        return (Int.max, Part.outerOrder.after.firstIndex(of: part) ?? Part.outerOrder.after.count)
    }
}
