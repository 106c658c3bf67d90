import SpikeCore
import SpikeModel

/// The `realResidual` schedule: every time step runs the whole network on real hidden states (arXiv:2406.03287).
extension ReferenceStudent {
    /// The mean of the last hidden states over the window, `[L][D]`.
    func realResidual(_ sequence: TokenSequence, _ probe: ReferenceProbe) -> [[Float]] {
        let embedded = embed(sequence, meter: probe.meter?.at(.embedding))
        let output = probe.meter?.at(.outputRate)
        var populations = populations(tokens: sequence.count)
        var sums = embedded.map { $0.map { _ in Float(0) } }
        for t in 0..<timeSteps {
            var hidden = embedded
            for index in layers.indices { hidden = realResidualLayer(hidden, index, t, &populations[index], probe) }
            hidden.forEach { output?.note(.add, $0.count) }
            sums = zip(sums, hidden).map { zip($0, $1).map(+) }
        }
        report(populations, probe)
        sums.forEach { output?.note(.divide, $0.count) }
        return sums.map { $0.map { $0 / Float(timeSteps) } }
    }

    /// One time step of one layer: the lines of the `counted` encoder layer with neurons that last.
    private func realResidualLayer(
        _ hidden: [[Float]], _ index: Int, _ t: Int, _ populations: inout [SpikingSite: Population],
        _ probe: ReferenceProbe
    ) -> [[Float]] {
        let layer = layers[index]
        func meter(_ part: OperationPlace.Part) -> OperationMeter? { probe.meter?.at(part, layer: index) }
        func fire(_ name: SpikingSite, _ x: [[Float]]) -> [[Int]] {
            populations[name]?.step(x, meter: meter(.neurons(name))) ?? []
        }
        func linear(_ name: EncoderLinear, _ spikes: [[Int]]) -> [[Float]] {
            let site = layer.packed.site(name.inputSite(.realResidual))
            let isGraded = site.largestValue(spiking, execution) > 1
            return spikes.map {
                layer.currents(
                    name, window: [$0], inputThreshold: site.threshold(at: t), isGraded: isGraded,
                    meter: meter(.linear(name)))
            }
        }
        let input = fire(.attentionInput, hidden)
        let key = fire(.key, linear(.key, input))
        let value = fire(.value, linear(.value, input))
        let context = attend(
            query: linear(.query, input), key: key.map { [$0] }, value: value.map { [$0] }, layer: index, step: t, probe
        )
        let attended = linear(.attentionOutput, fire(.context, context))
        let middle = zip(hidden, attended).map {
            norm($1, plus: $0, layer.packed.attentionNorm, meter: meter(.attentionNorm))
        }
        let raised = gelu(linear(.intermediate, fire(.intermediateInput, middle)), meter: meter(.gelu))
        let lowered = linear(.output, fire(.outputInput, raised))
        return zip(middle, lowered).map { norm($1, plus: $0, layer.packed.outputNorm, meter: meter(.outputNorm)) }
    }
}
