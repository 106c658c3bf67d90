#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// The paper-faithful schedule in true time steps: nonlinearities inside the time loop. Gradients go through
    /// these steps (surrogates) or through the chain of `StudentModel+Equilibrium`.
    extension StudentModel {
        /// A true T-step spiking run without gradients: measured rates at the taps, times V_th.
        ///
        /// The same every step: integrate, fire at u ≥ V_th, subtract, leak. Cost: T forward passes.
        public func measuredRates(_ batch: PaddedBatch, computeType: ElementType) throws -> [Tensor] {
            try Engine.withoutGradients {
                let (run, current) = try sharingWeights(batch, computeType: computeType)
                var state = NeuronBank(self)
                var sums = [Tensor?](repeating: nil, count: config.encoder.layers + 1)
                for t in 0..<config.spiking.timeSteps {
                    state.step = t
                    let taps = try perStepStep(run, batch, current, &state).taps
                    for (index, spikes) in taps.enumerated() {
                        sums[index] = sums[index].map { $0 * Double(config.spiking.leak) + spikes } ?? spikes
                    }
                }
                return sums.compactMap { $0.map { $0 / rateNorm } }
            }
        }

        /// Σ_t λ^(T−1−t).
        var rateNorm: Double {
            (0..<config.spiking.timeSteps).reduce(0.0) { total, _ in total * Double(config.spiking.leak) + 1 }
        }

        /// A forward pass whose weights are quantized once for all time steps, and the embedding.
        func sharingWeights(
            _ batch: PaddedBatch, computeType: ElementType
        ) throws -> (forward: EncoderForward, embedding: Tensor) {
            let forward = encoderForward(computeType: computeType)
            let weights = WeightCache(forward)
            var run = forward
            run.weight = { linear, layer, _ in try weights.weight(linear, layer) }
            return (run, try forward.embed(batch))
        }

        /// One time step of the whole network; returns the charge at the taps and the raw attention scores.
        func perStepStep(
            _ forward: EncoderForward, _ batch: PaddedBatch, _ current: Tensor, _ state: inout NeuronBank
        ) throws -> (taps: [Tensor], scores: [Tensor]) {
            let type = forward.computeType
            let bias = batch.attentionBias.to(type)
            let returned = try state.returned.map { current + (try forward.feedback($0)) }
            var spikes = try state.fire(returned ?? current, .embedding, 0)
            var taps = [spikes]
            var scores: [Tensor] = []
            for layer in 0..<config.encoder.layers {
                let input = spikes.to(type)
                let query = try forward.heads(forward.linear(.query, layer, input))
                let key = try state.fire(forward.linear(.key, layer, input), .key, layer).to(type)
                let value = try state.fire(forward.linear(.value, layer, input), .value, layer).to(type)
                let raw =
                    query.matmul(forward.heads(key).transposed()) * (1 / Double(config.encoder.headSize).squareRoot())
                scores.append(raw)
                let mixed = (raw + bias).softmax().matmul(forward.heads(value))
                let context = try state.fire(mixed.transposed(1, 2).reshaped(spikes.shape), .context, layer).to(type)
                let output = try forward.linear(.attentionOutput, layer, context).to(.float32)
                let attended = try state.fire(
                    forward.norm(spikes + output, TensorNames.attentionNorm(layer: layer)), .attentionOutput, layer)
                let inner = try forward.linear(.intermediate, layer, attended.to(type)).gelu()
                let fired = try state.fire(inner, .outputInput, layer).to(type)
                let outer = try forward.linear(.output, layer, fired).to(.float32)
                spikes = try state.fire(
                    forward.norm(attended + outer, TensorNames.outputNorm(layer: layer)), .layerOutput, layer)
                taps.append(spikes)
            }
            if config.spiking.hasFeedback { state.returned = spikes }
            return (taps, scores)
        }
    }
#endif
