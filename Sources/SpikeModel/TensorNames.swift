/// Tensor names, once: Hugging Face's for everything BERT has, and ours for what spikes.
public enum TensorNames {
    /// `[V, D]`
    public static let wordEmbeddings = "bert.embeddings.word_embeddings.weight"
    /// `[positions, D]`
    public static let positionEmbeddings = "bert.embeddings.position_embeddings.weight"
    /// `[types, D]`
    public static let typeEmbeddings = "bert.embeddings.token_type_embeddings.weight"
    /// Codes of a table that is stored as integers, U8 `[rows, bytesPerRow]`.
    public static func tableCodes(_ table: String) -> String { table + "_codes" }

    /// Scales of a table that is stored as integers, F16 `[rows]`.
    public static func tableScale(_ table: String) -> String { table + "_scale" }

    /// Module of the embedding LayerNorm.
    public static let embeddingNorm = "bert.embeddings.LayerNorm"
    /// Module of BERT's pooler, `[D, D]`.
    public static let pooler = "bert.pooler.dense"
    /// Module of the classification head, `[outputs, D]`.
    public static let classifier = "classifier"

    /// Module of one linear layer of encoder layer `layer`, which is ignored for the feedback connection.
    public static func linear(_ linear: EncoderLinear, layer: Int) -> String {
        linear == .feedback ? linear.moduleName : "bert.encoder.layer.\(layer).\(linear.moduleName)"
    }

    /// Module of the LayerNorm after the attention sublayer.
    public static func attentionNorm(layer: Int) -> String { "bert.encoder.layer.\(layer).attention.output.LayerNorm" }

    /// Module of the LayerNorm after the feed-forward sublayer.
    public static func outputNorm(layer: Int) -> String { "bert.encoder.layer.\(layer).output.LayerNorm" }

    /// Module of a spiking site; `layer` is ignored for the embedding site.
    public static func site(_ site: SpikingSite, layer: Int) -> String {
        site == .embedding ? "spiking.embedding" : "spiking.layer.\(layer).\(site.rawValue)"
    }

    /// Suffix of a real weight.
    public static let weight = ".weight"
    /// Suffix of a bias.
    public static let bias = ".bias"
    /// Suffix of packed codes, U8 `[outputFeatures, bytesPerRow]`.
    public static let weightCodes = ".weight_codes"
    /// Suffix of the scale, F32 `[1]`, `[outputFeatures]` or `[outputFeatures, groups]`; always the multiplier.
    public static let weightScale = ".weight_scale"
    /// Suffix of the codes that stand for zero, shaped like the scales.
    public static let weightZero = ".weight_zero"
    /// Suffix of the learned thresholds between neighbouring codes, in scales, F32 `[codes - 1]`; checkpoints only.
    public static let weightThresholds = ".weight_thresholds"
    /// Suffix of V_th of a site, F32 `[1]`; of α of an elastic site, one per time step, F32 `[T]`.
    public static let firingThreshold = ".firing_threshold"
    /// Suffix of the gain g of a site, F32 `[neurons]`.
    public static let gain = ".gain"
    /// Suffix of the shift b of a site, F32 `[neurons]`.
    public static let shift = ".shift"
    /// Suffix of the step multiplier m ∈ {1, 2, 4} of a site with salient channels, U8 `[neurons]` (F32 in checkpoints).
    public static let stepMultiplier = ".step_multiplier"
}
