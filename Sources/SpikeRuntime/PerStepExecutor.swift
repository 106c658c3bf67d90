import SpikeCore
import SpikeKernels
import SpikeModel

/// The `perStep` schedule on chunks: nonlinearities inside the time loop (arXiv:2308.10873, arXiv:2405.02543).
struct PerStepExecutor: SteppedExecutor {
    private let model: PreparedModel
    private let kernels: KernelSet
    private let timeSteps: Int
    private let loss: SpikeLoss?

    // Buffers, overwritten in every layer and time step; what lasts is in `PerStepState`.
    private var embedded = RealMatrix()
    private var returned = RealMatrix()
    private var sums = RealMatrix()
    private var query = RealMatrix()
    private var normal = RealMatrix()
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
        guard let embeddingSite = model.embeddingSite else {
            preconditionFailure("a perStep model has embedding neurons (checked when it was prepared)")
        }
        model.embed(chunk, kernels: kernels, sums: &sums, into: &embedded)
        var state = PerStepState(
            model, embeddingSite: embeddingSite, chunk: chunk, isObserved: observer != nil, loss: loss)
        for t in 1...timeSteps {
            step(&state, chunk)
            let (now, model, executor) = (state, model, self)
            let answer = StepAnswer(
                logits: { model.classify(now.outputRate, chunk) },
                report: { _ = executor.report(now, chunk, $0) })
            if isDone(t, answer) { break }
        }
        return ChunkResult(
            indices: chunk.indices, logits: model.classify(state.outputRate, chunk),
            spikes: report(state, chunk, observer))
    }

    /// One time step of the whole network.
    private mutating func step(_ state: inout PerStepState, _ chunk: TokenChunk) {
        if let feedback = model.feedback {
            kernels.multiply(state.output.spikes, by: feedback, scratch: &scratch, into: &returned)
            returned.add(embedded)
            state.embedding.step(returned, kernels)
        } else {
            state.embedding.step(embedded, kernels)
        }
        var spikes = state.embedding.spikes
        var threshold = state.embedding.threshold
        for index in model.layers.indices {
            let layer = model.layers[index]
            stepLayer(layer, spikes, threshold, &state.layers[index], chunk)
            spikes = state.layers[index][.layerOutput]?.spikes ?? spikes
            threshold = layer.site(.layerOutput).parameters.firingThreshold
        }
        state.weighOutput(leak: model.packed.config.spiking.leak, kernels)
    }

    /// One time step of one layer on its input spikes.
    private mutating func stepLayer(
        _ layer: PreparedLayer, _ input: CountMatrix, _ inputThreshold: Float,
        _ populations: inout [SpikingSite: SpikingPopulation], _ chunk: TokenChunk
    ) {
        func spikes(_ site: SpikingSite) -> CountMatrix { populations[site]?.spikes ?? CountMatrix() }
        populations[.key]?.step(input, through: layer.linear(.key), kernels, scratch: &scratch)
        populations[.value]?.step(input, through: layer.linear(.value), kernels, scratch: &scratch)
        let (key, value) = (spikes(.key), spikes(.value))
        attend(input, layer, key: key, value: value, &populations[.context], chunk)
        let context = spikes(.context)
        populations[.attentionOutput]?.step(
            context, through: layer.linear(.attentionOutput),
            norm(layer.attentionNorm, plus: input, inputThreshold), kernels, scratch: &scratch, normal: &normal)
        let middle = spikes(.attentionOutput)
        populations[.outputInput]?.step(
            middle, through: layer.linear(.intermediate), hasGELU: true, kernels, scratch: &scratch)
        let inner = spikes(.outputInput)
        populations[.layerOutput]?.step(
            inner, through: layer.linear(.output),
            norm(layer.outputNorm, plus: middle, layer.site(.attentionOutput).parameters.firingThreshold), kernels,
            scratch: &scratch, normal: &normal)
    }

    /// The residual is the spikes.
    private func norm(_ norm: LayerNormParameters, plus spikes: CountMatrix, _ threshold: Float) -> ResidualNorm {
        ResidualNorm(.counts(spikes, scale: threshold), weight: norm.weight, bias: norm.bias, epsilon: model.epsilon)
    }

    /// The attention context of the input's queries on spiking keys and values steps `population`.
    private mutating func attend(
        _ input: CountMatrix, _ layer: PreparedLayer, key: CountMatrix, value: CountMatrix,
        _ population: inout SpikingPopulation?, _ chunk: TokenChunk
    ) {
        kernels.multiply(input, by: layer.linear(.query), scratch: &scratch, into: &query)
        let operands = AttentionOperands(
            query: query, key: key, value: value, heads: model.encoder.heads,
            scoreScale: layer.site(.key).parameters.firingThreshold / Float(model.encoder.headSize).squareRoot(),
            valueScale: layer.site(.value).parameters.firingThreshold)
        population?.step(operands, chunk.rows, kernels, scratch: &attentionScratch)
    }

    private func report(
        _ state: PerStepState, _ chunk: TokenChunk, _ observer: ((SiteActivity) -> Void)?
    ) -> SpikeStatistics {
        var statistics = SpikeStatistics(timeSteps: timeSteps)
        statistics.add(state.embedding, .embedding, layer: 0, chunk, observer)
        for (index, populations) in state.layers.enumerated() {
            statistics.add(populations, .perStep, layer: index, chunk, observer)
        }
        return statistics
    }
}
