extension BERTConfig: Codable {
    /// `model_type` of a teacher.
    public static let modelType = "bert"

    private enum Key: String, CodingKey {
        case modelType = "model_type"
        case vocabularySize = "vocab_size"
        case hiddenSize = "hidden_size"
        case layers = "num_hidden_layers"
        case heads = "num_attention_heads"
        case intermediateSize = "intermediate_size"
        case maximumPositions = "max_position_embeddings"
        case typeVocabularySize = "type_vocab_size"
        case layerNormEpsilon = "layer_norm_eps"
        case hiddenActivation = "hidden_act"
        case hiddenDropout = "hidden_dropout_prob"
        case idToLabel = "id2label"
        case labelToID = "label2id"
        case problemType = "problem_type"
        case labelCount = "num_labels"
        case pooling = "classifier_pooling"
        case positionEmbeddingType = "position_embedding_type"
    }

    /// Decodes a `config.json`; sizes must be there, everything else has BERT's default, other keys are ignored.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let defaults = BERTConfig()
        vocabularySize = try values.decode(Int.self, forKey: .vocabularySize)
        hiddenSize = try values.decode(Int.self, forKey: .hiddenSize)
        layers = try values.decode(Int.self, forKey: .layers)
        heads = try values.decode(Int.self, forKey: .heads)
        intermediateSize = try values.decode(Int.self, forKey: .intermediateSize)
        maximumPositions = try values.decodeIfPresent(Int.self, forKey: .maximumPositions) ?? defaults.maximumPositions
        typeVocabularySize =
            try values.decodeIfPresent(Int.self, forKey: .typeVocabularySize) ?? defaults.typeVocabularySize
        layerNormEpsilon =
            try values.decodeIfPresent(Double.self, forKey: .layerNormEpsilon) ?? defaults.layerNormEpsilon
        hiddenActivation =
            try values.decodeIfPresent(String.self, forKey: .hiddenActivation) ?? defaults.hiddenActivation
        hiddenDropout = try values.decodeIfPresent(Double.self, forKey: .hiddenDropout) ?? defaults.hiddenDropout
        pooling = try values.decodeIfPresent(Pooling.self, forKey: .pooling)
        isRegression = try values.decodeIfPresent(String.self, forKey: .problemType) == "regression"
        labels = try Self.labels(from: values)
        try Self.checkPositions(in: values)
    }

    private static func labels(from values: KeyedDecodingContainer<Key>) throws -> [String] {
        guard let byID = try values.decodeIfPresent([String: String].self, forKey: .idToLabel) else { return [] }
        return try (0..<byID.count).map { id in
            guard let label = byID[String(id)] else {
                throw DecodingError.dataCorruptedError(
                    forKey: .idToLabel, in: values,
                    debugDescription: "ids must run from 0 to \(byID.count - 1); \(id) is missing")
            }
            return label
        }
    }

    private static func checkPositions(in values: KeyedDecodingContainer<Key>) throws {
        let kind = try values.decodeIfPresent(String.self, forKey: .positionEmbeddingType) ?? "absolute"
        guard kind == "absolute" else {
            throw DecodingError.dataCorruptedError(
                forKey: .positionEmbeddingType, in: values,
                debugDescription: "only absolute position embeddings are supported, not '\(kind)'")
        }
    }

    /// Encodes the keys that `transformers` reads, and `classifier_pooling`.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(Self.modelType, forKey: .modelType)
        try encodeSizes(into: &values)
        if !labels.isEmpty {
            let pairs = labels.enumerated().map { (String($0.offset), $0.element) }
            try values.encode(Dictionary(uniqueKeysWithValues: pairs), forKey: .idToLabel)
            let ids = labels.enumerated().map { ($0.element, $0.offset) }
            try values.encode(Dictionary(uniqueKeysWithValues: ids), forKey: .labelToID)
        }
        if isRegression {
            try values.encode("regression", forKey: .problemType)
            try values.encode(1, forKey: .labelCount)
        }
        try values.encodeIfPresent(pooling, forKey: .pooling)
    }

    private func encodeSizes(into values: inout KeyedEncodingContainer<Key>) throws {
        try values.encode(vocabularySize, forKey: .vocabularySize)
        try values.encode(hiddenSize, forKey: .hiddenSize)
        try values.encode(layers, forKey: .layers)
        try values.encode(heads, forKey: .heads)
        try values.encode(intermediateSize, forKey: .intermediateSize)
        try values.encode(maximumPositions, forKey: .maximumPositions)
        try values.encode(typeVocabularySize, forKey: .typeVocabularySize)
        try values.encode(layerNormEpsilon, forKey: .layerNormEpsilon)
        try values.encode(hiddenActivation, forKey: .hiddenActivation)
        try values.encode(hiddenDropout, forKey: .hiddenDropout)
        try values.encode("absolute", forKey: .positionEmbeddingType)
    }
}
