#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// A full-precision BERT encoder with an optional classification head.
    public struct TeacherModel: Sendable {
        /// Sizes, labels and pooling.
        public let config: BERTConfig
        /// Weights by canonical name.
        public let parameters: ParameterStore
        /// Where the weights are.
        public let device: Device

        /// A teacher with these weights.
        public init(config: BERTConfig, parameters: ParameterStore, device: Device) {
            self.config = config
            self.parameters = parameters.copied(to: device)
            self.device = device
        }

        /// Hidden states, logits and attention scores of a batch.
        ///
        /// - Parameters:
        ///   - computeType: type of matrix products; `.float32` equals the reference implementation to rounding.
        ///   - dropout: probability of dropping values, 0 outside training.
        public func forward(
            _ batch: PaddedBatch, computeType: ElementType = .float32, dropout: Double = 0, wantsScores: Bool = false
        ) throws -> EncoderOutput {
            let forward = EncoderForward(
                config: config, parameters: parameters, computeType: computeType,
                weight: { _, _, weight in weight.to(computeType) },
                site: { _, _, input in input.to(computeType) },
                dropout: dropout)
            return try forward.run(batch, wantsScores: wantsScores)
        }

        /// Raw attention scores of one layer from the hidden state that enters it, `[B, H, L, L]`.
        public func attentionScores(layer: Int, input: Tensor, computeType: ElementType) -> Tensor {
            func heads(_ linear: EncoderLinear) -> Tensor {
                let module = TensorNames.linear(linear, layer: layer)
                let projected = input.to(computeType).linear(
                    parameters[module + TensorNames.weight].to(computeType),
                    parameters[module + TensorNames.bias].to(computeType))
                return projected.reshaped(input.size(0), input.size(1), config.heads, config.headSize).transposed(1, 2)
            }
            return heads(.query).matmul(heads(.key).transposed()) * (1 / Double(config.headSize).squareRoot())
        }
    }
#endif
