#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// The data flow of a BERT encoder, once: teacher and `counted` student differ only in what happens to a weight and at
    /// a spiking site.
    struct EncoderForward {
        let config: BERTConfig
        let parameters: ParameterStore
        /// Type of matrix products; everything else is float32.
        let computeType: ElementType
        /// What a linear layer multiplies with instead of its latent weight, in `computeType`.
        var weight: (EncoderLinear, _ layer: Int, Tensor) throws -> Tensor
        /// What a spiking site hands on instead of its real input, in `computeType`.
        var site: (SpikingSite, _ layer: Int, Tensor) throws -> Tensor
        /// What rows of an embedding table are read as.
        var rows: (_ table: String, Tensor) throws -> Tensor = { $1 }
        /// Probability of dropping values of the embedding and of both sublayers' outputs.
        var dropout: Double = 0

        /// The hidden states of all layers and, when asked for, the attention scores.
        func run(_ batch: PaddedBatch, wantsScores: Bool) throws -> EncoderOutput {
            let (states, scores) = try encode(embed(batch).dropout(dropout), batch, wantsScores: wantsScores)
            return EncoderOutput(
                logits: classify(states[states.count - 1], batch), hiddenStates: states, attentionScores: scores)
        }

        /// All layers on an embedding, which is the first of the hidden states.
        func encode(
            _ embedded: Tensor, _ batch: PaddedBatch, wantsScores: Bool
        ) throws -> (states: [Tensor], scores: [Tensor]) {
            var hidden = embedded
            var states = [hidden]
            var scores: [Tensor] = []
            let bias = batch.attentionBias.to(computeType)
            for layer in 0..<config.layers {
                let (attended, layerScores) = try attention(hidden, layer: layer, bias: bias)
                if wantsScores { scores.append(layerScores) }
                hidden = try feedForward(attended, layer: layer)
                states.append(hidden)
            }
            return (states, scores)
        }

        func embed(_ batch: PaddedBatch) throws -> Tensor {
            func table(_ name: String, _ rows: (Tensor) -> Tensor) throws -> Tensor {
                try self.rows(name, rows(parameters[name]))
            }
            let words = try table(TensorNames.wordEmbeddings) { $0.embedding(batch.ids) }
            let positions = try table(TensorNames.positionEmbeddings) { $0.narrowed(0..<batch.length, along: 0) }
            let types = try table(TensorNames.typeEmbeddings) { $0.embedding(batch.typeIDs) }
            return norm(words + types + positions, TensorNames.embeddingNorm)
        }

        private func attention(_ hidden: Tensor, layer: Int, bias: Tensor) throws -> (Tensor, Tensor) {
            let input = try site(.attentionInput, layer, hidden)
            let query = try linear(.query, layer, input)
            let key = try site(.key, layer, linear(.key, layer, input))
            let value = try site(.value, layer, linear(.value, layer, input))
            let scores = heads(query).matmul(heads(key).transposed()) * (1 / Double(config.headSize).squareRoot())
            let mixed = (scores + bias).softmax().matmul(heads(value))
            let context = try site(.context, layer, mixed.transposed(1, 2).reshaped(hidden.shape))
            let output = try linear(.attentionOutput, layer, context).dropout(dropout)
            return (norm(hidden + output.to(.float32), TensorNames.attentionNorm(layer: layer)), scores)
        }

        private func feedForward(_ attended: Tensor, layer: Int) throws -> Tensor {
            let input = try site(.intermediateInput, layer, attended)
            let inner = try site(.outputInput, layer, linear(.intermediate, layer, input).gelu())
            let output = try linear(.output, layer, inner).dropout(dropout)
            return norm(attended + output.to(.float32), TensorNames.outputNorm(layer: layer))
        }

        func linear(_ linear: EncoderLinear, _ layer: Int, _ input: Tensor) throws -> Tensor {
            let module = TensorNames.linear(linear, layer: layer)
            let used = try weight(linear, layer, parameters[module + TensorNames.weight])
            let bias = linear.hasBias ? parameters[module + TensorNames.bias].to(computeType) : nil
            return input.linear(used, bias)
        }

        /// What the last layer's charge adds to the embedding, float32.
        func feedback(_ charge: Tensor) throws -> Tensor {
            try linear(.feedback, 0, charge.to(computeType)).to(.float32)
        }

        func norm(_ x: Tensor, _ module: String) -> Tensor {
            x.layerNorm(
                parameters[module + TensorNames.weight], parameters[module + TensorNames.bias],
                epsilon: config.layerNormEpsilon)
        }

        /// `[B, L, D]` → `[B, H, L, K]`.
        func heads(_ x: Tensor) -> Tensor {
            x.reshaped(x.size(0), x.size(1), config.heads, config.headSize).transposed(1, 2)
        }

        /// Logits of the head, or nil when there is none.
        func classify(_ hidden: Tensor, _ batch: PaddedBatch) -> Tensor? {
            guard let weight = parameters.find(TensorNames.classifier + TensorNames.weight),
                let pooling = config.pooling
            else { return nil }
            let pooled = Self.pool(hidden, batch, pooling)
            let bias = parameters[TensorNames.classifier + TensorNames.bias]
            guard pooling == .pooler else { return pooled.linear(weight, bias) }
            let inner = pooled.linear(
                parameters[TensorNames.pooler + TensorNames.weight], parameters[TensorNames.pooler + TensorNames.bias])
            return inner.tanh().dropout(dropout).linear(weight, bias)
        }

        /// One vector per sequence, `[B, D]`.
        static func pool(_ hidden: Tensor, _ batch: PaddedBatch, _ pooling: Pooling) -> Tensor {
            switch pooling {
            case .mean: (hidden * batch.mask).sum(over: [1]) / batch.mask.sum(over: [1])
            case .cls, .pooler: hidden.selected(0, along: 1)
            }
        }
    }
#endif
