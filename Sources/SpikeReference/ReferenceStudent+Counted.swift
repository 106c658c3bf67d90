import SpikeCore
import SpikeModel

/// The `counted` schedule: every layer integrates over the whole window and then fires.
extension ReferenceStudent {
    /// Last hidden states, `[L][D]`.
    func counted(_ sequence: TokenSequence, _ probe: ReferenceProbe) -> [[Float]] {
        var hidden = embed(sequence, meter: probe.meter?.at(.embedding))
        for index in layers.indices { hidden = countedLayer(hidden, index, probe) }
        return hidden
    }

    private func countedLayer(_ hidden: [[Float]], _ index: Int, _ probe: ReferenceProbe) -> [[Float]] {
        let layer = layers[index]
        let site = layer.packed.site
        func meter(_ part: OperationPlace.Part) -> OperationMeter? { probe.meter?.at(part, layer: index) }
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[[Int]]] {
            let windows = x.map { self.window($0, site(name), meter(.neurons(name))) }
            probe.record(
                name, index, windows.map(Self.total).map { counts in spikes(counts, site(name)) }, nil,
                Transmissions(windows.joined().joined()))
            return windows
        }
        func linear(_ name: EncoderLinear, _ windows: [[[Int]]]) -> [[Float]] {
            let input = site(name.inputSite(.counted))
            let isGraded = input.largestValue(spiking, execution) > 1
            return windows.map {
                layer.currents(
                    name, window: $0, inputThreshold: input.unit(), isGraded: isGraded, meter: meter(.linear(name)))
            }
        }
        let input = fire(.attentionInput, hidden)
        let key = fire(.key, linear(.key, input))
        let value = fire(.value, linear(.value, input))
        let context = attend(query: linear(.query, input), key: key, value: value, layer: index, probe)
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = zip(hidden, attended).map {
            norm($1, plus: $0, layer.packed.attentionNorm, meter: meter(.attentionNorm))
        }
        let raised = gelu(linear(.intermediate, fire(.intermediateInput, middle)), meter: meter(.gelu))
        let lowered = linear(.output, fire(.outputInput, raised))
        return zip(middle, lowered).map { norm($1, plus: $0, layer.packed.outputNorm, meter: meter(.outputNorm)) }
    }

    /// Spikes behind counts in units of V_th / max(m): a spike of a neuron with m stands for max(m) / m of them.
    private func spikes(_ counts: [Int], _ site: PackedSite) -> [Int] {
        counts.indices.map { counts[$0] / (site.largestMultiplier / site.multiplier($0)) }
    }

    /// What one token's neurons send in a window: one row of counts, or T rows of spikes, in units of V_th / max(m).
    private func window(_ x: [Float], _ site: PackedSite, _ meter: OperationMeter?) -> [[Int]] {
        let neuron = NeuronParameters(
            firingThreshold: site.firingThreshold, spikeKind: model.config.spiking.spikeKind)
        let levels = model.config.spiking.neuron.levels
        // m times as many steps at V_th / m are those of m times the charge at V_th, bit for bit: m is a power of two.
        var charges = Equations.charge(x, site, meter: meter)
        for index in charges.indices { charges[index] *= Float(site.multiplier(index)) }
        func units(_ index: Int, steps: Int) -> Int {
            let payload = site.largestMultiplier / site.multiplier(index)
            return payload
                * Equations.discharge(&charges[index], steps: steps * site.multiplier(index), neuron, meter: meter)
        }
        switch execution {
        case .onePass: return [charges.indices.map { units($0, steps: timeSteps * levels) }]
        case .timeSteps: return (0..<timeSteps).map { _ in charges.indices.map { units($0, steps: levels) } }
        }
    }
}
