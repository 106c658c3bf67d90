import SpikeCore
import SpikeModel

/// The `perStep` schedule: nonlinearities inside the time loop (arXiv:2308.10873, arXiv:2405.02543).
extension ReferenceStudent {
    /// V_th times the leak-weighted rate of the last layer's neurons, `[L][D]`.
    func perStep(_ sequence: TokenSequence, _ record: Recorder) -> [[Float]] {
        guard let embeddingSite = model.embeddingSite else {
            preconditionFailure("a perStep student needs embedding neurons")
        }
        let current = embed(sequence)
        let spiking = model.config.spiking
        var embedding = Population(embeddingSite, at: .embedding, tokens: sequence.count, spiking)
        var populations = populations(tokens: sequence.count)
        let feedback = model.feedback.map(ReferenceLinear.init)
        let lastThreshold = layers.last?.packed.site(.layerOutput).firingThreshold ?? embeddingSite.firingThreshold
        var last = current.map { [Int](repeating: 0, count: $0.count) }
        for _ in 0..<timeSteps {
            let returned = feedback.map { linear in
                zip(current, last).map { token, spikes in
                    zip(linear.currents(window: [spikes], inputThreshold: lastThreshold), token).map(+)
                }
            }
            var spikes = embedding.step(returned ?? current)
            var threshold = embeddingSite.firingThreshold
            for index in layers.indices {
                spikes = perStepLayer(spikes, threshold, index, &populations[index])
                threshold = layers[index].packed.site(.layerOutput).firingThreshold
            }
            last = spikes
        }
        record(.embedding, 0, embedding.counts, embedding.fired)
        report(populations, record)
        let output = populations.last?[.layerOutput] ?? embedding
        return output.weightedRates.map { $0.map { output.site.firingThreshold * $0 } }
    }

    /// Reports what the neurons of all layers did in a window.
    func report(_ populations: [[SpikingSite: Population]], _ record: Recorder) {
        for index in layers.indices {
            for site in SpikingSite.layerSites(model.config.spiking.schedule) {
                guard let population = populations[index][site] else { continue }
                record(site, index, population.counts, population.fired)
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
        _ input: [[Int]], _ inputThreshold: Float, _ index: Int, _ populations: inout [SpikingSite: Population]
    ) -> [[Int]] {
        let layer = layers[index]
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[Int]] { populations[name]?.step(x) ?? [] }
        func linear(_ name: EncoderLinear, _ spikes: [[Int]]) -> [[Float]] {
            let site = name.inputSite(.perStep)
            let threshold = site == .layerOutput ? inputThreshold : layer.packed.site(site).firingThreshold
            return spikes.map { layer.currents(name, window: [$0], inputThreshold: threshold) }
        }
        func residual(
            _ x: [[Float]], _ spikes: [[Int]], _ threshold: Float, _ parameters: LayerNormParameters
        ) -> [[Float]] {
            zip(x, spikes).map { token, s in
                norm(zip(token, s).map { $0.addingProduct(threshold, Float($1)) }, parameters)
            }
        }
        let key = fire(.key, linear(.key, input))
        let value = fire(.value, linear(.value, input))
        let context = attend(query: linear(.query, input), key: key, value: value, layer.packed)
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = fire(
            .attentionOutput, residual(attended, input, inputThreshold, layer.packed.attentionNorm))
        let raised = linear(.intermediate, middle).map { $0.map(Equations.gelu) }
        let lowered = linear(.output, fire(.outputInput, raised))
        let middleThreshold = layer.packed.site(.attentionOutput).firingThreshold
        return fire(.layerOutput, residual(lowered, middle, middleThreshold, layer.packed.outputNorm))
    }
}
