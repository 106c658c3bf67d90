#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// True time steps with gradients: the spiking run itself, differentiated through time (docs/Equations.md, "Surrogate
    /// gradients"). Memory grows with T.
    extension StudentModel {
        /// Hidden states, logits and scores of T time steps: rates of the taps (`perStep`) or means of the hidden states
        /// (`realResidual`), and mean scores.
        func steppedForward(
            _ batch: PaddedBatch, computeType: ElementType, wantsScores: Bool, rates: SpikeRateSum? = nil
        ) throws -> EncoderOutput {
            let bank = NeuronBank(self, observer: rates.map { sum in { _, _, spikes in sum.add(spikes.abs()) } })
            var output = try stepped(batch, bank, computeType: computeType, wantsScores: wantsScores)
            output.spikeRate = rates?.mean
            return output
        }

        /// Spikes per site of one batch over its real tokens.
        func steppedStatistics(_ batch: PaddedBatch, computeType: ElementType) throws -> SpikeStatistics {
            var statistics = SpikeStatistics(timeSteps: config.spiking.timeSteps)
            var totals: [String: Double] = [:]
            try Engine.withoutGradients {
                let bank = NeuronBank(self) { site, layer, spikes in
                    totals[site.name(layer: layer), default: 0] +=
                        try batch.realTokens(of: spikes).abs().sum().item()
                }
                _ = try stepped(batch, bank, computeType: computeType, wantsScores: false)
            }
            for (site, layer) in config.sites {
                let name = site.name(layer: layer)
                statistics.add(
                    site: name,
                    .init(
                        spikes: Int(totals[name] ?? 0), neuronWindows: batch.tokens * site.neurons(config.encoder)))
            }
            return statistics
        }

        /// T time steps of `bank`.
        func stepped(
            _ batch: PaddedBatch, _ bank: NeuronBank, computeType: ElementType, wantsScores: Bool
        ) throws -> EncoderOutput {
            let (forward, embedding) = try sharingWeights(batch, computeType: computeType)
            var bank = bank
            let isPerStep = config.spiking.schedule == .perStep
            let kept = isPerStep ? Double(config.spiking.leak) : 1
            var states: [Tensor] = []
            var scores: [Tensor] = []
            for t in 0..<config.spiking.timeSteps {
                bank.step = t
                let (now, raw) =
                    isPerStep
                    ? try perStepStep(forward, batch, embedding, &bank)
                    : try realResidualStep(forward, batch, embedding, &bank)
                states = states.isEmpty ? now : zip(states, now).map { $0 * kept + $1 }
                guard wantsScores else { continue }
                // In float32, so that sums over time do not lose digits of bfloat16 scores.
                let exact = raw.map { $0.to(.float32) }
                scores = scores.isEmpty ? exact : zip(scores, exact).map(+)
            }
            let norm = isPerStep ? rateNorm : Double(config.spiking.timeSteps)
            states = states.map { $0 / norm }
            return EncoderOutput(
                logits: forward.classify(states[states.count - 1], batch), hiddenStates: states,
                attentionScores: scores.map { $0 / Double(config.spiking.timeSteps) })
        }

        /// One time step of the whole network on real hidden states (arXiv:2406.03287).
        private func realResidualStep(
            _ forward: EncoderForward, _ batch: PaddedBatch, _ embedding: Tensor, _ bank: inout NeuronBank
        ) throws -> (taps: [Tensor], scores: [Tensor]) {
            var run = forward
            // The closure outlives the argument, so it works on a copy that is handed back.
            var state = bank
            run.site = { site, layer, input in try state.fire(input, site, layer).to(forward.computeType) }
            let (states, scores) = try run.encode(embedding, batch, wantsScores: true)
            bank = state
            return (states, scores)
        }
    }
#endif
