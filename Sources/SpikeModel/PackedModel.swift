/// A deployable spiking student: what `pack` writes and `SpikeRuntime` and `SpikeReference` run. Not trainable.
public struct PackedModel: Sendable, Equatable {
    /// Sizes, labels, neurons and encodings.
    public let config: SpikingBERTConfig
    /// `[V, D]`
    public let wordEmbeddings: EmbeddingTable
    /// `[positions, D]`
    public let positionEmbeddings: EmbeddingTable
    /// `[types, D]`
    public let typeEmbeddings: EmbeddingTable
    /// After the sum of the three embeddings.
    public let embeddingNorm: LayerNormParameters
    /// `perStep` only: the neurons that turn the embedding into spikes.
    public let embeddingSite: PackedSite?
    /// `perStep` with feedback only: from the last layer's spikes to the embedding's neurons.
    public let feedback: PackedLinear?
    /// Encoder layers from the input up.
    public let layers: [PackedLayer]
    /// Weight of the head, `[outputs * D]` row-major, real.
    public let classifierWeight: [Float]
    /// Bias of the head, `[outputs]`.
    public let classifierBias: [Float]

    /// Creates a model from parts that a reader or packer has checked.
    public init(
        config: SpikingBERTConfig, wordEmbeddings: EmbeddingTable, positionEmbeddings: EmbeddingTable,
        typeEmbeddings: EmbeddingTable, embeddingNorm: LayerNormParameters, embeddingSite: PackedSite?,
        feedback: PackedLinear? = nil, layers: [PackedLayer], classifierWeight: [Float], classifierBias: [Float]
    ) {
        precondition(layers.count == config.encoder.layers, "one packed layer per encoder layer")
        precondition(
            (feedback != nil) == config.spiking.hasFeedback, "feedback is there exactly where the config says so")
        self.config = config
        self.wordEmbeddings = wordEmbeddings
        self.positionEmbeddings = positionEmbeddings
        self.typeEmbeddings = typeEmbeddings
        self.embeddingNorm = embeddingNorm
        self.embeddingSite = embeddingSite
        self.feedback = feedback
        self.layers = layers
        self.classifierWeight = classifierWeight
        self.classifierBias = classifierBias
    }

    /// The neurons of a site; nil where the schedule has none there. The layer of the embedding site does not matter.
    public func site(_ site: SpikingSite, layer: Int) -> PackedSite? {
        site == .embedding ? embeddingSite : layers[layer].sites[site]
    }

    /// Every linear layer that spikes feed, in a fixed order: layers from the input up, then the feedback connection.
    public var linears: [PackedLinear] {
        layers.flatMap { layer in EncoderLinear.allCases.compactMap { layer.linears[$0] } }
            + (feedback.map { [$0] } ?? [])
    }

    /// Bytes of the encoder layers on disk: linear layers, sites and norms.
    public var encoderByteCount: Int {
        let linears = linears.reduce(0) { $0 + $1.byteCount }
        return layers.reduce(linears) { total, layer in
            let sites = layer.sites.values.reduce(0) { $0 + $1.byteCount }
            let norms = 8 * (layer.attentionNorm.weight.count + layer.outputNorm.weight.count)
            return total + sites + norms
        }
    }
}
