#if Training
    import SpikeEngine
    import SpikeModel

    /// Names and shapes of a student's parameters that also a BERT has, and of its feedback; where first values come from.
    struct ParameterShapes {
        /// In a fixed order: embeddings, layers from the input up, head.
        let all: [(name: String, shape: [Int])]

        init(_ config: SpikingBERTConfig) { self.init(config.encoder, hasFeedback: config.spiking.hasFeedback) }

        /// The parameters of an encoder and its classification head, if it has one.
        init(_ encoder: BERTConfig, hasFeedback: Bool = false) {
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
            if hasFeedback {
                let (outputs, inputs) = EncoderLinear.feedback.shape(encoder)
                list.append((Self.feedback, [outputs, inputs]))
            }
            all = list
        }

        private static let feedback = TensorNames.linear(.feedback, layer: 0) + TensorNames.weight
        /// σ · √D of fresh feedback: its largest singular value is about twice that, so that the network with feedback has
        /// an equilibrium close to the one without.
        private static let feedbackGain = 0.1

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
            if name == Self.feedback {
                return Tensor.normal(shape) * (Self.feedbackGain / Double(shape[1]).squareRoot())
            }
            return Tensor.normal(shape) * 0.02
        }
    }
#endif
