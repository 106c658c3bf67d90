import SpikeCore
import SpikeModel

/// The `counted` schedule: every layer integrates over the whole window and then fires.
extension ReferenceStudent {
    /// Reports the counts of one site, `[L][neurons]`, and Σ |s| where that may be more than Σ |count|.
    typealias Recorder = (_ site: SpikingSite, _ layer: Int, _ counts: [[Int]], _ fired: Int?) -> Void

    /// Last hidden states, `[L][D]`.
    func counted(_ sequence: TokenSequence, _ record: Recorder) -> [[Float]] {
        var hidden = embed(sequence)
        for index in layers.indices { hidden = countedLayer(hidden, index, record) }
        return hidden
    }

    private func countedLayer(_ hidden: [[Float]], _ index: Int, _ record: Recorder) -> [[Float]] {
        let layer = layers[index]
        let site = layer.packed.site
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[[Int]]] {
            let windows = x.map { self.window($0, site(name)) }
            record(name, index, windows.map(Self.total).map { counts in spikes(counts, site(name)) }, nil)
            return windows
        }
        func linear(_ name: EncoderLinear, _ windows: [[[Int]]]) -> [[Float]] {
            let threshold = site(name.inputSite(.counted)).unit()
            return windows.map { layer.currents(name, window: $0, inputThreshold: threshold) }
        }
        let input = fire(.attentionInput, hidden)
        let key = fire(.key, linear(.key, input)).map(Self.total)
        let value = fire(.value, linear(.value, input)).map(Self.total)
        let context = attend(query: linear(.query, input), key: key, value: value, layer.packed)
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = zip(hidden, attended).map { norm(zip($0, $1).map(+), layer.packed.attentionNorm) }
        let raised = linear(.intermediate, fire(.intermediateInput, middle)).map { $0.map(Equations.gelu) }
        let lowered = linear(.output, fire(.outputInput, raised))
        return zip(middle, lowered).map { norm(zip($0, $1).map(+), layer.packed.outputNorm) }
    }

    /// Spikes behind counts in units of V_th / max(m): a spike of a neuron with m stands for max(m) / m of them.
    private func spikes(_ counts: [Int], _ site: PackedSite) -> [Int] {
        counts.indices.map { counts[$0] / (site.largestMultiplier / site.multiplier($0)) }
    }

    /// What one token's neurons send in a window: one row of counts, or T rows of spikes, in units of V_th / max(m).
    private func window(_ x: [Float], _ site: PackedSite) -> [[Int]] {
        let neuron = NeuronParameters(
            firingThreshold: site.firingThreshold, spikeKind: model.config.spiking.spikeKind)
        let levels = model.config.spiking.neuron.levels
        // m times as many steps at V_th / m are those of m times the charge at V_th, bit for bit: m is a power of two.
        var charges = Equations.charge(x, site)
        for index in charges.indices { charges[index] *= Float(site.multiplier(index)) }
        func units(_ index: Int, steps: Int) -> Int {
            let payload = site.largestMultiplier / site.multiplier(index)
            return payload * Equations.discharge(&charges[index], steps: steps * site.multiplier(index), neuron)
        }
        switch execution {
        case .onePass: return [charges.indices.map { units($0, steps: timeSteps * levels) }]
        case .timeSteps: return (0..<timeSteps).map { _ in charges.indices.map { units($0, steps: levels) } }
        }
    }

    private static func total(_ window: [[Int]]) -> [Int] {
        window.dropFirst().reduce(window[0]) { zip($0, $1).map(+) }
    }
}
