#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    extension StudentInitialization {
        /// Added to the diagonal of the hidden states' covariance, as a fraction of its mean.
        private static let ridge = 0.01

        /// The linear head on the first token's hidden state that comes closest to the logits of a teacher with a pooler,
        /// which students do not have (ridge regression; docs/Equations.md, "Head").
        ///
        /// - Returns: `[outputs, D]` and `[outputs]`.
        static func linearHead(
            of teacher: TeacherModel, examples: PaddedBatch
        ) throws -> (weight: Tensor, bias: Tensor)? {
            let output = try teacher.forward(examples)
            guard let logits = output.logits, let last = output.hiddenStates.last else { return nil }
            let hidden = last.selected(0, along: 1)
            let (meanHidden, meanLogits) = (hidden.mean(over: [0], keep: true), logits.mean(over: [0], keep: true))
            let (x, y) = (hidden - meanHidden, logits - meanLogits)
            let count = Double(hidden.size(0))
            let covariance = x.transposed(0, 1).matmul(x) / count
            let added = max(try covariance.diagonal().mean().item() * ridge, 1e-8)
            covariance.diagonal().copy(from: covariance.diagonal() + added)
            let factor = covariance.inverseCholeskyUpper()
            let weight = (y.transposed(0, 1).matmul(x) / count).matmul(factor.transposed(0, 1).matmul(factor))
            let bias = meanLogits - meanHidden.matmul(weight.transposed(0, 1))
            return (weight, bias.reshaped(-1))
        }

        /// Gives a student the head of a teacher that has a pooler, where their hidden states can be compared.
        func fitHead(of parameters: inout ParameterStore, to teacher: TeacherModel, examples: PaddedBatch) throws {
            guard teacher.config.pooling == .pooler,
                let head = try Self.linearHead(of: teacher, examples: examples)
            else { return }
            let (weight, bias) = (
                TensorNames.classifier + TensorNames.weight, TensorNames.classifier + TensorNames.bias
            )
            guard parameters.find(weight)?.shape == head.weight.shape else { return }
            parameters.set(weight, head.weight)
            parameters.set(bias, head.bias)
        }
    }
#endif
