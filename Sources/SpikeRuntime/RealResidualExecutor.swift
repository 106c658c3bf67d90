import SpikeCore
import SpikeKernels
import SpikeModel

/// The `realResidual` schedule on chunks: every time step runs the whole network on real hidden states, and the last ones
/// are averaged (arXiv:2406.03287).
struct RealResidualExecutor: SteppedExecutor {
    private let model: PreparedModel
    private let kernels: KernelSet
    private let timeSteps: Int
    private let loss: SpikeLoss?

    // Buffers, overwritten in every layer and time step; what lasts is in the populations.
    private var embedded = RealMatrix()
    private var hidden = RealMatrix()
    private var middle = RealMatrix()
    private var query = RealMatrix()
    private var total = RealMatrix()
    private var scratch = LinearScratch()
    private var attentionScratch = RealMatrix()

    init(_ model: PreparedModel, kernels: KernelSet, timeSteps: Int, loss: SpikeLoss?) {
        self.model = model
        self.kernels = kernels
        self.timeSteps = timeSteps
        self.loss = loss
    }

    mutating func run(
        _ chunk: TokenChunk, observer: ((SiteActivity) -> Void)?, isDone: (_ steps: Int, StepAnswer) -> Bool
    ) -> ChunkResult {
        model.embed(chunk, kernels: kernels, sums: &middle, into: &embedded)
        var populations = model.populations(of: chunk, isObserved: observer != nil, loss: loss)
        total.reshape(rows: embedded.rows, columns: embedded.columns)
        total.zero()
        for t in 0..<timeSteps {
            hidden = embedded
            for index in model.layers.indices { runLayer(model.layers[index], &populations[index], step: t, chunk) }
            total.add(hidden)
            let (model, now, sum, executor) = (model, populations, total, self)
            let answer = StepAnswer(
                logits: { model.classify(sum.divided(by: Float(t + 1)), chunk) },
                report: { _ = executor.report(now, chunk, $0) })
            if isDone(t + 1, answer) { break }
        }
        let mean = total.divided(by: Float(timeSteps))
        return ChunkResult(
            indices: chunk.indices, logits: model.classify(mean, chunk), spikes: report(populations, chunk, observer))
    }

    private func report(
        _ populations: [[SpikingSite: SpikingPopulation]], _ chunk: TokenChunk, _ observer: ((SiteActivity) -> Void)?
    ) -> SpikeStatistics {
        var statistics = SpikeStatistics(timeSteps: timeSteps)
        for index in model.layers.indices {
            statistics.add(populations[index], .realResidual, layer: index, chunk, observer)
        }
        return statistics
    }

    /// One time step of one layer.
    private mutating func runLayer(
        _ layer: PreparedLayer, _ populations: inout [SpikingSite: SpikingPopulation], step t: Int, _ chunk: TokenChunk
    ) {
        func spikes(_ site: SpikingSite) -> CountMatrix { populations[site]?.spikes ?? CountMatrix() }
        populations[.attentionInput]?.step(hidden, kernels)
        let input = spikes(.attentionInput)
        populations[.key]?.step(input, through: layer.linear(.key, step: t), kernels, scratch: &scratch)
        populations[.value]?.step(input, through: layer.linear(.value, step: t), kernels, scratch: &scratch)
        kernels.multiply(input, by: layer.linear(.query, step: t), scratch: &scratch, into: &query)
        let keyThreshold = layer.site(.key, step: t).parameters.firingThreshold
        let operands = AttentionOperands(
            query: query, key: spikes(.key), value: spikes(.value), heads: model.encoder.heads,
            scoreScale: keyThreshold / Float(model.encoder.headSize).squareRoot(),
            valueScale: layer.site(.value, step: t).parameters.firingThreshold)
        populations[.context]?.step(operands, chunk.rows, kernels, scratch: &attentionScratch)
        kernels.normalize(
            spikes(.context), through: layer.linear(.attentionOutput, step: t),
            norm(layer.attentionNorm, plus: hidden), scratch: &scratch, into: &middle)
        populations[.intermediateInput]?.step(middle, kernels)
        let raised = spikes(.intermediateInput)
        populations[.outputInput]?.step(
            raised, through: layer.linear(.intermediate, step: t), hasGELU: true, kernels,
            scratch: &scratch)
        kernels.normalize(
            spikes(.outputInput), through: layer.linear(.output, step: t), norm(layer.outputNorm, plus: middle),
            scratch: &scratch, into: &hidden)
    }

    private func norm(_ norm: LayerNormParameters, plus residual: RealMatrix) -> ResidualNorm {
        ResidualNorm(.real(residual), weight: norm.weight, bias: norm.bias, epsilon: model.epsilon)
    }
}

extension RealMatrix {
    /// Every element by `divisor`.
    fileprivate func divided(by divisor: Float) -> RealMatrix {
        var quotient = self
        quotient.withMutableRows { elements in
            for index in elements.indices { elements[index] /= divisor }
        }
        return quotient
    }
}
