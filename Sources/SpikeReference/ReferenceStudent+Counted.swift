import SpikeCore
import SpikeModel

/// The `counted` schedule: every layer integrates over the whole window and then fires.
extension ReferenceStudent {
    /// Reports the counts of one site, `[L][neurons]`.
    typealias Recorder = (_ site: SpikingSite, _ layer: Int, _ counts: [[Int]]) -> Void

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
            record(name, index, windows.map(Self.total))
            return windows
        }
        func linear(_ name: EncoderLinear, _ windows: [[[Int]]]) -> [[Float]] {
            let threshold = site(name.inputSite(.counted)).firingThreshold
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

    /// What one token's neurons send in a window: one row of counts, or T rows of spikes.
    private func window(_ x: [Float], _ site: PackedSite) -> [[Int]] {
        let neuron = NeuronParameters(
            firingThreshold: site.firingThreshold, spikeKind: model.config.spiking.spikeKind)
        let charges = Equations.charge(x, site)
        switch execution {
        case .onePass:
            return [charges.map { Equations.windowCount(charge: $0, timeSteps: timeSteps, neuron) }]
        case .timeSteps:
            let train = Equations.windowTrain(charges: charges, timeSteps: timeSteps, neuron)
            return (0..<timeSteps).map { t in charges.indices.map { Int(train[t, $0]) } }
        }
    }

    private static func total(_ window: [[Int]]) -> [Int] {
        window.dropFirst().reduce(window[0]) { zip($0, $1).map(+) }
    }
}
