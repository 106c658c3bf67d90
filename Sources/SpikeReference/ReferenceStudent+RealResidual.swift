import SpikeCore
import SpikeModel

/// The `realResidual` schedule: every time step runs the whole network on real hidden states (arXiv:2406.03287).
extension ReferenceStudent {
    /// The mean of the last hidden states over the window, `[L][D]`.
    func realResidual(_ sequence: TokenSequence, _ record: Recorder) -> [[Float]] {
        let embedded = embed(sequence)
        var populations = populations(tokens: sequence.count)
        var sums = embedded.map { $0.map { _ in Float(0) } }
        for t in 0..<timeSteps {
            var hidden = embedded
            for index in layers.indices { hidden = realResidualLayer(hidden, index, t, &populations[index]) }
            sums = zip(sums, hidden).map { zip($0, $1).map(+) }
        }
        report(populations, record)
        return sums.map { $0.map { $0 / Float(timeSteps) } }
    }

    /// One time step of one layer: the lines of the `counted` encoder layer with neurons that last.
    private func realResidualLayer(
        _ hidden: [[Float]], _ index: Int, _ t: Int, _ populations: inout [SpikingSite: Population]
    ) -> [[Float]] {
        let layer = layers[index]
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[Int]] { populations[name]?.step(x) ?? [] }
        func linear(_ name: EncoderLinear, _ spikes: [[Int]]) -> [[Float]] {
            let threshold = layer.packed.site(name.inputSite(.realResidual)).threshold(at: t)
            return spikes.map { layer.currents(name, window: [$0], inputThreshold: threshold) }
        }
        let input = fire(.attentionInput, hidden)
        let key = fire(.key, linear(.key, input))
        let value = fire(.value, linear(.value, input))
        let context = attend(query: linear(.query, input), key: key, value: value, layer.packed, step: t)
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = zip(hidden, attended).map { norm(zip($0, $1).map(+), layer.packed.attentionNorm) }
        let raised = linear(.intermediate, fire(.intermediateInput, middle)).map { $0.map(Equations.gelu) }
        let lowered = linear(.output, fire(.outputInput, raised))
        return zip(middle, lowered).map { norm(zip($0, $1).map(+), layer.packed.outputNorm) }
    }
}
