#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// The paper-faithful schedule: nonlinearities inside the time loop, training through the equilibrium chain.
    extension StudentModel {
        /// The clipped chain a = clip(f(a_prev) / V_th, 0, 1) (arXiv:2308.10873; docs/Equations.md, "Equilibrium chain").
        ///
        /// With `measuredRates` (embedding and every layer output) the forward value at a tap is the measured rate and the
        /// gradient follows the chain. Attention on rates instead of spikes is the chain's approximation.
        func chainForward(
            _ batch: PaddedBatch, computeType: ElementType, wantsScores: Bool, measuredRates: [Tensor]?,
            rates: SpikeRateSum? = nil
        ) throws -> EncoderOutput {
            let forward = countedForward(computeType: computeType)
            let bias = batch.attentionBias.to(computeType)
            func tap(_ rate: Tensor, _ index: Int) -> Tensor {
                guard let measured = measuredRates?[index] else { return rate }
                return rate + (measured - rate).detached()
            }
            func fired(_ x: Tensor, _ site: SpikingSite, _ layer: Int) -> Tensor {
                let charge = clipped(x, site, layer)
                rates?.add(charge.to(.float32) / siteParameters(site, layer: layer).threshold)
                return charge
            }
            var rate = tap(fired(try forward.embed(batch), .embedding, 0), 0)
            var states = [rate]
            var scores: [Tensor] = []
            for layer in 0..<config.encoder.layers {
                let input = rate.to(computeType)
                let query = try forward.heads(forward.linear(.query, layer, input))
                let key = try forward.heads(fired(forward.linear(.key, layer, input), .key, layer))
                let value = try forward.heads(fired(forward.linear(.value, layer, input), .value, layer))
                let raw = query.matmul(key.transposed()) * (1 / Double(config.encoder.headSize).squareRoot())
                if wantsScores { scores.append(raw) }
                let mixed = (raw + bias).softmax().matmul(value).transposed(1, 2).reshaped(rate.shape)
                let output = try forward.linear(.attentionOutput, layer, fired(mixed, .context, layer))
                let attended = fired(
                    forward.norm(rate + output.to(.float32), TensorNames.attentionNorm(layer: layer)), .attentionOutput,
                    layer)
                let inner = try forward.linear(.intermediate, layer, attended.to(computeType)).gelu()
                let outer = try forward.linear(.output, layer, fired(inner, .outputInput, layer))
                let next = forward.norm(attended + outer.to(.float32), TensorNames.outputNorm(layer: layer))
                rate = tap(fired(next, .layerOutput, layer), layer + 1)
                states.append(rate)
            }
            return EncoderOutput(
                logits: forward.classify(rate, batch), hiddenStates: states, attentionScores: scores,
                spikeRate: rates?.mean)
        }

        /// clip(x / V_th, 0, L) · V_th, the charge that an integrate-and-fire neuron passes on per step at equilibrium.
        private func clipped(_ x: Tensor, _ site: SpikingSite, _ layer: Int) -> Tensor {
            let threshold = parameters[TensorNames.site(site, layer: layer) + Self.logThreshold].exp().to(x.type)
            return (x / threshold).clamped(to: 0...Double(config.spiking.neuron.levels)) * threshold
        }

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
            let forward = countedForward(computeType: computeType)
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
            var spikes = try state.fire(current, .embedding, 0)
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
            return (taps, scores)
        }
    }
#endif
