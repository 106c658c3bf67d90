import SpikeCore
import SpikeKernels
import SpikeModel

/// The `counted` schedule on chunks: every site integrates over the whole window and then fires.
struct CountedExecutor: ChunkExecutor {
    private let model: PreparedModel
    private let kernels: KernelSet
    /// T.
    private let timeSteps: Int
    /// Compare-and-subtract steps of a window: T · levels.
    private let windowSteps: Int
    private let execution: StudentExecution
    private let loss: SpikeLoss?

    // Buffers, reused from layer to layer and from chunk to chunk.
    private var hidden = RealMatrix()
    private var middle = RealMatrix()
    private var context = RealMatrix()
    private var scratch = LinearScratch()
    private var attentionScratch = RealMatrix()
    private var currents: [EncoderLinear: RealMatrix] = [:]
    private var counts: [SpikingSite: CountMatrix] = [:]
    /// Σ |count| of every site of the layer.
    private var fired: [SpikingSite: Int] = [:]
    /// Spike by spike: what every site of the layer sent, when somebody observes.
    private var sent: [SpikingSite: Transmissions] = [:]
    private var isObserved = false
    /// What the next layer's input site fired already; its counts wait until this layer's have been seen.
    private var nextInput = CountMatrix()
    private var nextFired = 0
    private var potential = RealMatrix()
    /// Empty: counted neurons do not adapt.
    private var adaptation = RealMatrix()
    private var spikes = CountMatrix()
    private var sums: [EncoderLinear: SumMatrix] = [:]

    init(_ model: PreparedModel, kernels: KernelSet, timeSteps: Int, execution: StudentExecution, loss: SpikeLoss?) {
        self.model = model
        self.kernels = kernels
        self.timeSteps = timeSteps
        windowSteps = timeSteps * model.packed.config.spiking.neuron.levels
        self.execution = execution
        self.loss = loss
    }

    mutating func run(_ chunk: TokenChunk, observer: ((SiteActivity) -> Void)?) -> ChunkResult {
        var statistics = SpikeStatistics(timeSteps: timeSteps)
        isObserved = observer != nil
        model.embed(chunk, kernels: kernels, sums: &middle, into: &hidden)
        if let first = model.layers.first { emit(hidden, at: .attentionInput, of: first, to: Self.projections) }
        lose(.attentionInput, layer: 0, chunk)
        for index in model.layers.indices {
            runLayer(index, chunk)
            for site in SpikingSite.layerSites(.counted) {
                let counts = counts[site, default: CountMatrix()]
                statistics.add(
                    site: site.name(layer: index),
                    .init(spikes: fired[site, default: 0], neuronWindows: counts.rows * counts.columns))
                guard let observer else { continue }
                let transmissions = execution == .onePass ? counts.transmissions : sent[site, default: Transmissions()]
                observer(
                    chunk.activity(
                        site, layer: index, counts, sent: transmissions, of: model.layers[index].site(site)))
            }
            if execution == .onePass {
                swap(&nextInput, &counts[.attentionInput, default: CountMatrix()])
                fired[.attentionInput] = nextFired
                lose(.attentionInput, layer: index + 1, chunk)
            } else if index + 1 < model.layers.count {
                emit(hidden, at: .attentionInput, of: model.layers[index + 1], to: Self.projections)
            }
        }
        return ChunkResult(indices: chunk.indices, logits: model.classify(hidden, chunk), spikes: statistics)
    }

    private static let projections: [EncoderLinear] = [.query, .key, .value]

    /// One layer on the counts of its input site.
    private mutating func runLayer(_ index: Int, _ chunk: TokenChunk) {
        let layer = model.layers[index]
        project(.attentionInput, by: layer, .query)
        relay(.attentionInput, by: layer, .key, to: .key)
        relay(.attentionInput, by: layer, .value, to: .value)
        lose(.key, layer: index, chunk)
        lose(.value, layer: index, chunk)
        attend(layer, chunk)
        lose(.context, layer: index, chunk)
        switch execution {
        case .onePass: feedForward(index, chunk)
        case .timeSteps: feedForwardStepwise(layer)
        }
    }

    /// From the context's counts to the hidden state and the counts of the next layer's input, or none behind the last.
    private mutating func feedForward(_ index: Int, _ chunk: TokenChunk) {
        let layer = model.layers[index]
        let next = index + 1 < model.layers.count ? model.layers[index + 1] : nil
        fired[.intermediateInput] = kernels.normalize(
            counts[.context, default: CountMatrix()], through: layer.linear(.attentionOutput),
            norm(layer.attentionNorm, plus: hidden), firing: layer.site(.intermediateInput), timeSteps: windowSteps,
            scratch: &scratch, into: &middle, &counts[.intermediateInput, default: CountMatrix()])
        lose(.intermediateInput, layer: index, chunk)
        relay(.intermediateInput, by: layer, .intermediate, hasGELU: true, to: .outputInput)
        lose(.outputInput, layer: index, chunk)
        let (inner, outputNorm) = (counts[.outputInput, default: CountMatrix()], norm(layer.outputNorm, plus: middle))
        if let next {
            nextFired = kernels.normalize(
                inner, through: layer.linear(.output), outputNorm, firing: next.site(.attentionInput),
                timeSteps: windowSteps, scratch: &scratch, into: &hidden, &nextInput)
        } else {
            kernels.normalize(inner, through: layer.linear(.output), outputNorm, scratch: &scratch, into: &hidden)
        }
    }

    /// The same spike by spike.
    private mutating func feedForwardStepwise(_ layer: PreparedLayer) {
        emit(context, at: .context, of: layer, to: [.attentionOutput])
        project(.context, by: layer, .attentionOutput)
        normalize(hidden, plus: current(.attentionOutput), layer.attentionNorm, into: \.middle)
        emit(middle, at: .intermediateInput, of: layer, to: [.intermediate])
        relay(.intermediateInput, by: layer, .intermediate, hasGELU: true, to: .outputInput, and: [.output])
        project(.outputInput, by: layer, .output)
        normalize(middle, plus: current(.output), layer.outputNorm, into: \.hidden)
    }

    private func norm(_ norm: LayerNormParameters, plus residual: RealMatrix) -> ResidualNorm {
        ResidualNorm(.real(residual), weight: norm.weight, bias: norm.bias, epsilon: model.epsilon)
    }

    private func current(_ name: EncoderLinear) -> RealMatrix { currents[name, default: RealMatrix()] }

    /// Fires a site on `x`; spike by spike, its spikes go through the linear layers it feeds at once.
    private mutating func emit(
        _ x: RealMatrix, at site: SpikingSite, of layer: PreparedLayer, to targets: [EncoderLinear]
    ) {
        switch execution {
        case .onePass:
            fired[site] = kernels.fire(
                x, layer.site(site), timeSteps: windowSteps, into: &counts[site, default: CountMatrix()])
        case .timeSteps: emitStepwise(x, at: site, of: layer, to: targets)
        }
    }

    /// Loses spikes of a site that has fired; nothing behind the last layer has.
    private mutating func lose(_ site: SpikingSite, layer: Int, _ chunk: TokenChunk) {
        guard let loss, layer < model.layers.count else { return }
        loss.apply(
            to: &counts[site, default: CountMatrix()], of: chunk, at: model.layers[layer].site(site),
            place: site.place(layer: layer))
    }

    /// The currents behind a linear layer that a site feeds.
    private mutating func project(_ site: SpikingSite, by layer: PreparedLayer, _ name: EncoderLinear) {
        let linear = layer.linear(name)
        if execution == .timeSteps && linear.hasCodes {
            kernels.currents(
                of: sums[name, default: SumMatrix()], linear, into: &currents[name, default: RealMatrix()])
        } else {
            kernels.multiply(
                counts[site, default: CountMatrix()], by: linear, scratch: &scratch,
                into: &currents[name, default: RealMatrix()])
        }
    }

    /// The currents behind a linear layer fire the next site, which feeds `targets`.
    private mutating func relay(
        _ site: SpikingSite, by layer: PreparedLayer, _ name: EncoderLinear, hasGELU: Bool = false,
        to next: SpikingSite, and targets: [EncoderLinear] = []
    ) {
        switch execution {
        case .onePass:
            fired[next] = kernels.fire(
                counts[site, default: CountMatrix()], through: layer.linear(name), hasGELU: hasGELU,
                at: layer.site(next), timeSteps: windowSteps, scratch: &scratch,
                into: &counts[next, default: CountMatrix()])
        case .timeSteps:
            project(site, by: layer, name)
            if hasGELU { kernels.gelu(&currents[name, default: RealMatrix()]) }
            emitStepwise(current(name), at: next, of: layer, to: targets)
        }
    }

    /// A window spike by spike: integer synapses integrate every step, real ones read the counters once (`project`).
    private mutating func emitStepwise(
        _ x: RealMatrix, at site: SpikingSite, of layer: PreparedLayer, to targets: [EncoderLinear]
    ) {
        let integerTargets = targets.filter { layer.linear($0).hasCodes }
        potential.reshape(rows: x.rows, columns: x.columns)
        potential.zero()
        counts[site, default: CountMatrix()].reshape(rows: x.rows, columns: x.columns)
        counts[site, default: CountMatrix()].zero()
        for target in integerTargets {
            sums[target, default: SumMatrix()].reshape(
                rows: x.rows, columns: layer.linear(target).outputFeatures)
            sums[target, default: SumMatrix()].zero()
        }
        sent[site] = Transmissions()
        for step in 0..<timeSteps {
            kernels.advance(
                step == 0 ? x : nil, &potential, &adaptation, layer.site(site), into: &spikes)
            counts[site, default: CountMatrix()].add(spikes)
            if isObserved { sent[site, default: Transmissions()] += spikes.transmissions }
            for target in integerTargets {
                kernels.accumulate(
                    spikes, by: layer.linear(target), into: &sums[target, default: SumMatrix()])
            }
        }
        fired[site] = counts[site, default: CountMatrix()].spikeSum(of: layer.site(site))
    }

    /// The context: fired at once, or kept for `feedForwardStepwise`.
    private mutating func attend(_ layer: PreparedLayer, _ chunk: TokenChunk) {
        let query = current(.query)
        let operands = AttentionOperands(
            query: query, key: counts[.key, default: CountMatrix()], value: counts[.value, default: CountMatrix()],
            heads: model.encoder.heads,
            scoreScale: layer.site(.key).unit / Float(model.encoder.headSize).squareRoot(),
            valueScale: layer.site(.value).unit)
        guard execution == .onePass else { return keep(operands, chunk) }
        guard !layer.site(.context).isSalient else {
            keep(operands, chunk)
            fired[.context] = kernels.fire(
                context, layer.site(.context), timeSteps: windowSteps, into: &counts[.context, default: CountMatrix()])
            return
        }
        counts[.context, default: CountMatrix()].reshape(rows: query.rows, columns: query.columns)
        fired[.context] = chunk.rows.reduce(0) { total, rows in
            total
                + kernels.attend(
                    operands, rows: rows, firing: layer.site(.context), timeSteps: windowSteps,
                    scratch: &attentionScratch, into: &counts[.context, default: CountMatrix()])
        }
    }

    /// The context as a whole.
    private mutating func keep(_ operands: AttentionOperands, _ chunk: TokenChunk) {
        context.reshape(rows: operands.query.rows, columns: operands.query.columns)
        for rows in chunk.rows {
            kernels.attend(operands, rows: rows, scratch: &attentionScratch, into: &context)
        }
    }

    private mutating func normalize(
        _ x: RealMatrix, plus residual: RealMatrix, _ norm: LayerNormParameters,
        into out: WritableKeyPath<CountedExecutor, RealMatrix>
    ) {
        kernels.layerNorm(
            x, plus: residual, weight: norm.weight, bias: norm.bias, epsilon: model.epsilon, into: &self[keyPath: out])
    }
}
