import SpikeCore
import SpikeModel

/// The whole packed student in scalar code: the oracle for the runtime and for training. Slow; for small models.
public struct ReferenceStudent: LanguageModel {
    /// The student.
    public let model: PackedModel
    /// T; that of the config unless overridden.
    public let timeSteps: Int
    /// How the `counted` schedule runs; the others have only one way.
    public let execution: StudentExecution
    let layers: [ReferenceLayer]

    /// Creates an executor; traps unless the model is whole (readers check first).
    public init(_ model: PackedModel, timeSteps: Int? = nil, execution: StudentExecution = .onePass) {
        self.model = model
        self.timeSteps = timeSteps ?? model.config.spiking.timeSteps
        self.execution = execution
        layers = model.layers.map(ReferenceLayer.init)
    }

    /// Sizes, label names and pooling.
    public var config: BERTConfig { model.config.encoder }

    /// Logits and spikes of every sequence.
    ///
    /// - Throws: `SequenceError`.
    public func predict(_ batch: [TokenSequence]) throws -> Prediction {
        try predict(batch) { _ in }
    }

    /// Predicts and shows the spikes of every site, sequence by sequence, in network order.
    ///
    /// - Throws: `SequenceError`.
    public func predict(
        _ batch: [TokenSequence], observer: (SiteActivity) -> Void
    ) throws(SequenceError) -> Prediction {
        var spikes = SpikeStatistics(timeSteps: timeSteps)
        var logits: [[Float]] = []
        for (index, sequence) in batch.enumerated() {
            try config.check(sequence, index: index)
            func record(_ site: SpikingSite, _ layer: Int, _ counts: [[Int]], _ fired: Int?) {
                let activity = SiteActivity(
                    site: site, layer: layer, sequence: index, neurons: counts[0].count,
                    counts: counts.flatMap { $0.map(Int16.init) }, spikes: fired)
                spikes.add(site: activity.name, activity.activity)
                observer(activity)
            }
            let hidden =
                switch model.config.spiking.schedule {
                case .counted: counted(sequence, record)
                case .perStep: perStep(sequence, record)
                case .realResidual: realResidual(sequence, record)
                }
            let pooled = Equations.pool(hidden, config.pooling ?? .mean)
            logits.append(
                Equations.classify(pooled, weight: model.classifierWeight, bias: model.classifierBias))
        }
        return Prediction(logits: logits, spikes: spikes)
    }

    /// `LN(word + position + type)` of every token, `[L][D]`.
    public func embed(_ sequence: TokenSequence) -> [[Float]] {
        (0..<sequence.count).map { position in
            var sum = [Float](repeating: 0, count: config.hiddenSize)
            model.wordEmbeddings.add(row: Int(sequence.ids[position]), to: &sum)
            model.positionEmbeddings.add(row: position, to: &sum)
            model.typeEmbeddings.add(row: Int(sequence.typeIDs[position]), to: &sum)
            return norm(sum, model.embeddingNorm)
        }
    }

    func norm(_ x: [Float], _ parameters: LayerNormParameters) -> [Float] {
        Equations.layerNorm(x, parameters, epsilon: config.layerNormEpsilon)
    }

    /// Attention of all heads: splits `[L][D]` into heads and joins the contexts.
    func attend(
        query: [[Float]], key: [[Int]], value: [[Int]], _ layer: PackedLayer, step t: Int = 0
    ) -> [[Float]] {
        var context = query
        for head in 0..<config.heads {
            let columns = (head * config.headSize)..<((head + 1) * config.headSize)
            let part = Equations.attention(
                query: query.map { Array($0[columns]) }, key: key.map { Array($0[columns]) },
                value: value.map { Array($0[columns]) }, keyThreshold: layer.site(.key).unit(at: t),
                valueThreshold: layer.site(.value).unit(at: t))
            for token in context.indices { context[token].replaceSubrange(columns, with: part[token]) }
        }
        return context
    }
}
