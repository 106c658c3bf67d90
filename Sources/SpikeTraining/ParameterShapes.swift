#if Training
    import SpikeEngine
    import SpikeModel

    /// Names and shapes of a student's parameters that also a BERT has, and where their first values come from.
    struct ParameterShapes {
        /// In a fixed order: embeddings, layers from the input up, head.
        let all: [(name: String, shape: [Int])]

        init(_ config: SpikingBERTConfig) { self.init(config.encoder) }

        /// The parameters of an encoder and its classification head, if it has one.
        init(_ encoder: BERTConfig) {
            let width = encoder.hiddenSize
            var list: [(String, [Int])] = [
                (TensorNames.wordEmbeddings, [encoder.vocabularySize, width]),
                (TensorNames.positionEmbeddings, [encoder.maximumPositions, width]),
                (TensorNames.typeEmbeddings, [encoder.typeVocabularySize, width]),
            ]
            func addModule(_ name: String, _ outputs: Int, _ inputs: Int?) {
                list.append((name + TensorNames.weight, inputs.map { [outputs, $0] } ?? [outputs]))
                list.append((name + TensorNames.bias, [outputs]))
            }
            addModule(TensorNames.embeddingNorm, width, nil)
            for layer in 0..<encoder.layers {
                for linear in EncoderLinear.allCases {
                    let (outputs, inputs) = linear.shape(encoder)
                    addModule(TensorNames.linear(linear, layer: layer), outputs, inputs)
                }
                addModule(TensorNames.attentionNorm(layer: layer), width, nil)
                addModule(TensorNames.outputNorm(layer: layer), width, nil)
            }
            if encoder.outputs > 0 {
                if encoder.pooling == .pooler { addModule(TensorNames.pooler, width, width) }
                addModule(TensorNames.classifier, encoder.outputs, width)
            }
            all = list
        }

        /// The teacher's tensor behind a student's parameter, layers through the mapping; nil when there is none.
        func source(of name: String, in teacher: TeacherModel, mapping: [Int]) -> Tensor? {
            for (layer, source) in mapping.enumerated() {
                let prefix = "bert.encoder.layer.\(layer)."
                guard name.hasPrefix(prefix) else { continue }
                return teacher.parameters.find("bert.encoder.layer.\(source)." + name.dropFirst(prefix.count))
            }
            return teacher.parameters.find(name)
        }

        /// First values where no checkpoint gives them: normal (σ 0.02) weights, unit norms, zero biases.
        func fresh(_ name: String, _ shape: [Int]) -> Tensor {
            if name.hasSuffix(TensorNames.bias) { return Tensor.zeros(shape) }
            if name.contains("LayerNorm") { return Tensor.full(shape, 1) }
            return Tensor.normal(shape) * 0.02
        }
    }
#endif
