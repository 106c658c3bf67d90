/// Sizes and conventions of a BERT encoder, as in the `config.json` of a Hugging Face folder.
///
/// Keys that bitspike does not use are ignored, because other tools add their own.
public struct BERTConfig: Sendable, Equatable {
    /// V: rows of the word-embedding table.
    public var vocabularySize: Int
    /// D: width of the residual stream.
    public var hiddenSize: Int
    /// Number of encoder layers.
    public var layers: Int
    /// H: attention heads; divides `hiddenSize`.
    public var heads: Int
    /// F: width of the feed-forward layer.
    public var intermediateSize: Int
    /// Rows of the position table: the longest sequence.
    public var maximumPositions: Int
    /// Rows of the token-type table.
    public var typeVocabularySize: Int
    /// ε inside the square root of LayerNorm.
    public var layerNormEpsilon: Double
    /// Activation of the feed-forward layer; only `gelu` (the erf form) is supported.
    public var hiddenActivation: String
    /// Dropout in training, on embeddings and on the output of both sublayers.
    public var hiddenDropout: Double
    /// Label names in the order of the logits; empty when the checkpoint has no classifier.
    public var labels: [String]
    /// How the head reads the sentence; nil when the checkpoint does not say.
    public var pooling: Pooling?
    /// Whether the model scores a number (one logit, no labels).
    public var isRegression: Bool

    /// Creates a config; the defaults are BERT's.
    public init(
        vocabularySize: Int = 30522, hiddenSize: Int = 768, layers: Int = 12, heads: Int = 12,
        intermediateSize: Int = 3072, maximumPositions: Int = 512, typeVocabularySize: Int = 2,
        layerNormEpsilon: Double = 1e-12, hiddenActivation: String = "gelu", hiddenDropout: Double = 0.1,
        labels: [String] = [], pooling: Pooling? = nil, isRegression: Bool = false
    ) {
        self.vocabularySize = vocabularySize
        self.hiddenSize = hiddenSize
        self.layers = layers
        self.heads = heads
        self.intermediateSize = intermediateSize
        self.maximumPositions = maximumPositions
        self.typeVocabularySize = typeVocabularySize
        self.layerNormEpsilon = layerNormEpsilon
        self.hiddenActivation = hiddenActivation
        self.hiddenDropout = hiddenDropout
        self.labels = labels
        self.pooling = pooling
        self.isRegression = isRegression
    }

    /// K: width of one attention head.
    public var headSize: Int { hiddenSize / heads }

    /// Number of logits: one for regression, else one per label.
    public var outputs: Int { isRegression ? 1 : labels.count }

    /// Whether there is a head whose logits are these classes in this order, or a score.
    public func hasHead(labels: [String], isRegression: Bool) -> Bool {
        self.labels == labels && self.isRegression == isRegression && outputs > 0
    }

    /// Checks that sizes are positive and agree with each other.
    public func validate() throws(ConfigError) {
        let sizes: [(String, Int)] = [
            ("vocab_size", vocabularySize), ("hidden_size", hiddenSize), ("num_hidden_layers", layers),
            ("num_attention_heads", heads), ("intermediate_size", intermediateSize),
            ("max_position_embeddings", maximumPositions), ("type_vocab_size", typeVocabularySize),
        ]
        for (key, value) in sizes {
            // Layers are listed one by one before any tensor is looked at, so their number has a closer bound.
            let largest = key == "num_hidden_layers" ? 1024 : 1 << 24
            guard (1...largest).contains(value) else {
                throw .outOfRange(key: key, value: "\(value)", allowed: "1...\(largest)")
            }
        }
        guard hiddenSize % heads == 0 else {
            throw .inconsistent("num_attention_heads \(heads) does not divide hidden_size \(hiddenSize)")
        }
        guard hiddenActivation == "gelu" else {
            throw .outOfRange(key: "hidden_act", value: hiddenActivation, allowed: "gelu")
        }
        guard layerNormEpsilon > 0, layerNormEpsilon < 1 else {
            throw .outOfRange(key: "layer_norm_eps", value: "\(layerNormEpsilon)", allowed: "0 < eps < 1")
        }
        guard Set(labels).count == labels.count else { throw .inconsistent("two labels in id2label have one name") }
    }
}
