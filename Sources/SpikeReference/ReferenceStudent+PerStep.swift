import SpikeCore
import SpikeModel

/// The `perStep` schedule: nonlinearities inside the time loop (arXiv:2308.10873, arXiv:2405.02543).
extension ReferenceStudent {
    /// V_th times the leak-weighted rate of the last layer's neurons, `[L][D]`.
    func perStep(_ sequence: TokenSequence, _ probe: ReferenceProbe) -> [[Float]] {
        guard let embeddingSite = model.embeddingSite else {
            preconditionFailure("a perStep student needs embedding neurons")
        }
        let current = embed(sequence, meter: probe.meter?.at(.embedding))
        var embedding = Population(embeddingSite, at: .embedding, tokens: sequence.count, spiking)
        var populations = populations(tokens: sequence.count)
        var last = current.map { [Int](repeating: 0, count: $0.count) }
        for _ in 0..<timeSteps {
            var spikes = embedding.step(
                returned(last, to: current, probe), meter: probe.meter?.at(.neurons(.embedding)))
            var source = embeddingSite
            for index in layers.indices {
                spikes = perStepLayer(spikes, of: source, index, &populations[index], probe)
                source = layers[index].packed.site(.layerOutput)
            }
            last = spikes
        }
        probe.record(.embedding, 0, embedding.counts, embedding.fired, embedding.sent)
        report(populations, probe)
        return outputRates(populations.last?[.layerOutput] ?? embedding, probe)
    }

    /// What the input neurons receive: the embedding, and with feedback the currents of the last layer's spikes.
    private func returned(_ last: [[Int]], to current: [[Float]], _ probe: ReferenceProbe) -> [[Float]] {
        guard let feedback = model.feedback.map(ReferenceLinear.init), let embeddingSite = model.embeddingSite else {
            return current
        }
        let source = layers.last?.packed.site(.layerOutput) ?? embeddingSite
        let meter = probe.meter?.at(.linear(.feedback))
        return zip(current, last).map { token, spikes in
            meter?.note(.add, token.count)
            let currents = feedback.currents(
                window: [spikes], inputThreshold: source.firingThreshold,
                isGraded: source.largestValue(spiking, execution) > 1, meter: meter)
            return zip(currents, token).map(+)
        }
    }

    /// V_th times the weighted rate. Without leak the weighted sum is the counter of spikes.
    private func outputRates(_ output: Population, _ probe: ReferenceProbe) -> [[Float]] {
        let meter = probe.meter?.at(.outputRate)
        let rates = output.weightedRates
        for token in rates {
            if spiking.leak != 1 { meter?.note(.realMultiplyAccumulate, timeSteps * token.count) }
            meter?.note(.divide, token.count)
            meter?.note(.multiply, token.count)
        }
        return rates.map { $0.map { output.site.firingThreshold * $0 } }
    }

    /// Reports what the neurons of all layers did in a window.
    func report(_ populations: [[SpikingSite: Population]], _ probe: ReferenceProbe) {
        for index in layers.indices {
            for site in SpikingSite.layerSites(model.config.spiking.schedule) {
                guard let population = populations[index][site] else { continue }
                probe.record(site, index, population.counts, population.fired, population.sent)
            }
        }
    }

    /// Neurons at rest, of every layer.
    func populations(tokens: Int) -> [[SpikingSite: Population]] {
        layers.map { layer in
            Dictionary(
                uniqueKeysWithValues: layer.packed.sites.map { name, site in
                    (name, Population(site, at: name, tokens: tokens, model.config.spiking))
                })
        }
    }

    /// One time step of one layer: spikes in, spikes out, `[L][D]`.
    private func perStepLayer(
        _ input: [[Int]], of source: PackedSite, _ index: Int, _ populations: inout [SpikingSite: Population],
        _ probe: ReferenceProbe
    ) -> [[Int]] {
        let layer = layers[index]
        func meter(_ part: OperationPlace.Part) -> OperationMeter? { probe.meter?.at(part, layer: index) }
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[Int]] {
            populations[name]?.step(x, meter: meter(.neurons(name))) ?? []
        }
        func linear(_ name: EncoderLinear, _ spikes: [[Int]]) -> [[Float]] {
            let site = name.inputSite(.perStep)
            let sender = site == .layerOutput ? source : layer.packed.site(site)
            return spikes.map {
                layer.currents(
                    name, window: [$0], inputThreshold: sender.firingThreshold,
                    isGraded: sender.largestValue(spiking, execution) > 1, meter: meter(.linear(name)))
            }
        }
        let key = fire(.key, linear(.key, input))
        let value = fire(.value, linear(.value, input))
        let context = attend(
            query: linear(.query, input), key: key.map { [$0] }, value: value.map { [$0] }, layer: index, probe)
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = fire(
            .attentionOutput,
            residual(attended, input, source, layer.packed.attentionNorm, meter(.attentionNorm)))
        let raised = gelu(linear(.intermediate, middle), meter: meter(.gelu))
        let lowered = linear(.output, fire(.outputInput, raised))
        let middleSite = layer.packed.site(.attentionOutput)
        return fire(
            .layerOutput, residual(lowered, middle, middleSite, layer.packed.outputNorm, meter(.outputNorm)))
    }

    /// LayerNorm of what a sublayer adds to its residual, which is spikes: each adds V_th.
    private func residual(
        _ x: [[Float]], _ spikes: [[Int]], _ source: PackedSite, _ parameters: LayerNormParameters,
        _ meter: OperationMeter?
    ) -> [[Float]] {
        let synapse = Operation.synapse(isGraded: source.largestValue(spiking, execution) > 1, isReal: true)
        return zip(x, spikes).map { token, spikes in
            for spike in spikes where spike != 0 { meter?.note(synapse) }
            return Equations.layerNorm(
                zip(token, spikes).map { $0.addingProduct(source.firingThreshold, Float($1)) }, parameters,
                epsilon: config.layerNormEpsilon, meter: meter)
        }
    }
}
