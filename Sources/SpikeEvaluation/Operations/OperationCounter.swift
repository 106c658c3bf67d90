import SpikeCore
import SpikeModel

/// Derives what a student computes for a sequence from what its neurons sent (docs/Energy.md, "What is counted").
///
/// Equal to what the scalar reference notes while it computes, operation by operation and place by place.
public struct OperationCounter: Sendable {
    let model: PackedModel
    /// With the T that is run.
    let spiking: SpikingConfig
    let execution: StudentExecution

    /// A counter of one student.
    ///
    /// - Parameters:
    ///   - timeSteps: T, when it differs from the model's.
    ///   - execution: how a `counted` student is run.
    public init(_ model: PackedModel, timeSteps: Int? = nil, execution: StudentExecution = .onePass) {
        self.init(model, timeSteps: timeSteps, execution: execution, schedule: model.config.spiking.schedule)
    }

    /// The same of a network that is run by another schedule.
    init(
        _ model: PackedModel, timeSteps: Int?, execution: StudentExecution = .onePass, schedule: SpikeSchedule
    ) {
        self.model = model
        self.execution = execution
        var spiking = model.config.spiking
        spiking.timeSteps = timeSteps ?? spiking.timeSteps
        spiking.schedule = schedule
        self.spiking = spiking
    }

    /// Every operation of one sequence.
    public func count(_ activity: SequenceActivity) -> OperationTally {
        var tally = OperationTally()
        countOuter(activity, &tally)
        for index in model.layers.indices {
            countLinears(index, activity, &tally)
            countAttention(index, activity, &tally)
            countNorms(index, activity, &tally)
            for site in SpikingSite.layerSites(spiking.schedule) { countNeurons(site, index, activity, &tally) }
        }
        return tally
    }

    var encoder: BERTConfig { model.config.encoder }

    /// Times that the whole network is run: 1 where neurons fire a window at once.
    var passes: Int { spiking.schedule == .counted ? 1 : spiking.timeSteps }

    /// Every linear layer that spikes feed, in network order; the feedback connection, with layer 0, comes last.
    var linears: [(name: EncoderLinear, layer: Int, linear: PackedLinear)] {
        let layers = model.layers.enumerated().flatMap { index, layer in
            EncoderLinear.allCases.compactMap { name in layer.linears[name].map { (name, index, $0) } }
        }
        return layers + (model.feedback.map { [(.feedback, 0, $0)] } ?? [])
    }

    /// The neurons whose spikes a linear layer reads, and their place.
    func source(of linear: EncoderLinear, layer: Int) -> (site: SpikingSite, layer: Int) {
        let site = linear.inputSite(spiking.schedule)
        if linear == .feedback { return output }
        guard site == .layerOutput else { return (site, layer) }
        return layer == 0 ? (.embedding, 0) : (.layerOutput, layer - 1)
    }

    /// The neurons of a `perStep` student's last layer.
    private var output: (site: SpikingSite, layer: Int) {
        model.layers.isEmpty ? (.embedding, 0) : (.layerOutput, model.layers.count - 1)
    }

    /// Whether a site sends something else than plain spikes.
    func isGraded(_ site: SpikingSite, layer: Int) -> Bool {
        (model.site(site, layer: layer)?.largestValue(spiking, execution) ?? 1) > 1
    }
}

extension OperationCounter {
    private func countLinears(_ index: Int, _ activity: SequenceActivity, _ tally: inout OperationTally) {
        for name in EncoderLinear.allCases {
            guard let linear = model.layers[index].linears[name] else { continue }
            count(linear, name, index, at: OperationPlace(.linear(name), layer: index), activity, &tally)
        }
    }

    /// Synapses and scales of a linear layer.
    private func count(
        _ linear: PackedLinear, _ name: EncoderLinear, _ index: Int, at place: OperationPlace,
        _ activity: SequenceActivity, _ tally: inout OperationTally
    ) {
        let source = source(of: name, layer: index)
        let isReal = linear.encoding == .float32
        let synapse = Operation.synapse(isGraded: isGraded(source.site, layer: source.layer), isReal: isReal)
        let events = activity.events(into: name, from: source.site, layer: source.layer)
        tally.add(synapse, events * linear.outputFeatures, at: place)
        let scales = isReal ? 1 : linear.groupsPerRow
        tally.add(.realMultiplyAccumulate, linear.outputFeatures * scales * activity.tokens * passes, at: place)
    }

    private func countAttention(_ index: Int, _ activity: SequenceActivity, _ tally: inout OperationTally) {
        let tokens = activity.tokens
        let rows = encoder.heads * tokens * passes
        for (site, part) in [(SpikingSite.key, OperationPlace.Part.scores), (.value, .mix)] {
            let synapse = Operation.synapse(isGraded: isGraded(site, layer: index), isReal: true)
            tally.add(
                synapse, activity.events(site, layer: index) * tokens, at: OperationPlace(part, layer: index))
        }
        tally.add(.multiply, rows * tokens, at: OperationPlace(.scores, layer: index))
        tally.add(.multiply, encoder.hiddenSize * tokens * passes, at: OperationPlace(.mix, layer: index))
        let softmax = OperationPlace(.softmax, layer: index)
        tally.add(.compare, rows * (tokens - 1), at: softmax)
        tally.add(.add, rows * (2 * tokens - 1), at: softmax)
        tally.add(.exponential, rows * tokens, at: softmax)
        tally.add(.divide, rows * tokens, at: softmax)
    }

    private func countNorms(_ index: Int, _ activity: SequenceActivity, _ tally: inout OperationTally) {
        let raised = encoder.intermediateSize * activity.tokens * passes
        tally.add(.multiply, 3 * raised, at: OperationPlace(.gelu, layer: index))
        tally.add(.errorFunction, raised, at: OperationPlace(.gelu, layer: index))
        let residuals: [(OperationPlace.Part, site: SpikingSite, layer: Int)] = [
            (.attentionNorm, source(of: .query, layer: index).site, source(of: .query, layer: index).layer),
            (.outputNorm, .attentionOutput, index),
        ]
        for (part, site, layer) in residuals {
            let place = OperationPlace(part, layer: index)
            norm(activity.tokens * passes, at: place, &tally)
            if spiking.schedule == .perStep {
                let synapse = Operation.synapse(isGraded: isGraded(site, layer: layer), isReal: true)
                tally.add(synapse, activity.events(site, layer: layer), at: place)
            } else {
                tally.add(.add, encoder.hiddenSize * activity.tokens * passes, at: place)
            }
        }
    }

    /// LayerNorm of `count` tokens.
    private func norm(_ count: Int, at place: OperationPlace, _ tally: inout OperationTally) {
        let width = encoder.hiddenSize
        tally.add(.add, count * 2 * width, at: place)
        tally.add(.divide, count * (width + 2), at: place)
        tally.add(.realMultiplyAccumulate, count * 2 * width, at: place)
        tally.add(.squareRoot, count, at: place)
    }

    /// What is in front of the layers and behind them.
    private func countOuter(_ activity: SequenceActivity, _ tally: inout OperationTally) {
        let values = encoder.hiddenSize * activity.tokens
        let embedding = OperationPlace(.embedding)
        for table in [model.wordEmbeddings, model.positionEmbeddings, model.typeEmbeddings] {
            tally.add(table.isScaled ? .realMultiplyAccumulate : .add, values, at: embedding)
        }
        norm(activity.tokens, at: embedding, &tally)
        if spiking.schedule == .perStep { countNeurons(.embedding, 0, activity, &tally) }
        if let feedback = model.feedback {
            let place = OperationPlace(.linear(.feedback))
            count(feedback, .feedback, 0, at: place, activity, &tally)
            tally.add(.add, values * passes, at: place)
        }
        countOutputRate(values, &tally)
        if encoder.pooling ?? .mean == .mean {
            tally.add(.add, values - encoder.hiddenSize, at: OperationPlace(.pooling))
            tally.add(.divide, encoder.hiddenSize, at: OperationPlace(.pooling))
        }
        tally.add(.realMultiplyAccumulate, model.classifierWeight.count, at: OperationPlace(.classifier))
    }

    private func countOutputRate(_ values: Int, _ tally: inout OperationTally) {
        let place = OperationPlace(.outputRate)
        switch spiking.schedule {
        case .counted: break
        case .perStep:
            if spiking.leak != 1 { tally.add(.realMultiplyAccumulate, values * passes, at: place) }
            tally.add(.divide, values, at: place)
            tally.add(.multiply, values, at: place)
        case .realResidual:
            tally.add(.add, values * passes, at: place)
            tally.add(.divide, values, at: place)
        }
    }
}
