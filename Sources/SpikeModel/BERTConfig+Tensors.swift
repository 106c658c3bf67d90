extension BERTConfig {
    /// The three embedding tables.
    public var embeddingTables: [TensorShape] {
        [
            TensorShape(TensorNames.wordEmbeddings, [vocabularySize, hiddenSize]),
            TensorShape(TensorNames.positionEmbeddings, [maximumPositions, hiddenSize]),
            TensorShape(TensorNames.typeEmbeddings, [typeVocabularySize, hiddenSize]),
        ]
    }

    /// Weights and biases of all LayerNorms, from the input up.
    public var normTensors: [TensorShape] {
        let modules =
            [TensorNames.embeddingNorm]
            + (0..<layers).flatMap { [TensorNames.attentionNorm(layer: $0), TensorNames.outputNorm(layer: $0)] }
        return modules.flatMap {
            [TensorShape($0 + TensorNames.weight, [hiddenSize]), TensorShape($0 + TensorNames.bias, [hiddenSize])]
        }
    }

    /// Weights and biases of the encoder's linear layers, from the input up.
    public var linearTensors: [TensorShape] {
        (0..<layers).flatMap { layer in
            EncoderLinear.allCases.flatMap { linear in
                let module = TensorNames.linear(linear, layer: layer)
                let (rows, columns) = linear.shape(self)
                return [
                    TensorShape(module + TensorNames.weight, [rows, columns]),
                    TensorShape(module + TensorNames.bias, [rows]),
                ]
            }
        }
    }

    /// Everything below the head that a BERT checkpoint must have.
    public var encoderTensors: [TensorShape] { embeddingTables + normTensors + linearTensors }

    /// Weight and bias of the classification head; empty without labels.
    public var classifierTensors: [TensorShape] {
        guard outputs > 0 else { return [] }
        return [
            TensorShape(TensorNames.classifier + TensorNames.weight, [outputs, hiddenSize]),
            TensorShape(TensorNames.classifier + TensorNames.bias, [outputs]),
        ]
    }

    /// Weight and bias of BERT's pooler.
    public var poolerTensors: [TensorShape] {
        [
            TensorShape(TensorNames.pooler + TensorNames.weight, [hiddenSize, hiddenSize]),
            TensorShape(TensorNames.pooler + TensorNames.bias, [hiddenSize]),
        ]
    }
}
