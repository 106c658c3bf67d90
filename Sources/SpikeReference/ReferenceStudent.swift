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
    ///
    /// - Parameter meter: notes every operation, of all sequences together.
    public func predict(
        _ batch: [TokenSequence], meter: OperationMeter? = nil, observer: (SiteActivity) -> Void
    ) throws(SequenceError) -> Prediction {
        var spikes = SpikeStatistics(timeSteps: timeSteps)
        var logits: [[Float]] = []
        for (index, sequence) in batch.enumerated() {
            try config.check(sequence, index: index)
            let probe = ReferenceProbe(sequence: index, meter: meter)
            let hidden = run(sequence, probe)
            for activity in probe.activities {
                spikes.add(site: activity.name, activity.activity)
                observer(activity)
            }
            let pooled = Equations.pool(hidden, config.pooling ?? .mean, meter: meter?.at(.pooling))
            logits.append(
                Equations.classify(
                    pooled, weight: model.classifierWeight, bias: model.classifierBias, meter: meter?.at(.classifier)))
        }
        return Prediction(logits: logits, spikes: spikes)
    }

    /// Last hidden states, `[L][D]`.
    private func run(_ sequence: TokenSequence, _ probe: ReferenceProbe) -> [[Float]] {
        switch model.config.spiking.schedule {
        case .counted: counted(sequence, probe)
        case .perStep: perStep(sequence, probe)
        case .realResidual: realResidual(sequence, probe)
        }
    }

    /// How it spikes, at the T that is run.
    var spiking: SpikingConfig {
        var spiking = model.config.spiking
        spiking.timeSteps = timeSteps
        return spiking
    }

    /// `LN(word + position + type)` of every token, `[L][D]`.
    public func embed(_ sequence: TokenSequence, meter: OperationMeter? = nil) -> [[Float]] {
        (0..<sequence.count).map { position in
            var sum = [Float](repeating: 0, count: config.hiddenSize)
            for (table, row) in [
                (model.wordEmbeddings, Int(sequence.ids[position])), (model.positionEmbeddings, position),
                (model.typeEmbeddings, Int(sequence.typeIDs[position])),
            ] {
                table.add(row: row, to: &sum)
                meter?.note(table.isScaled ? .realMultiplyAccumulate : .add, sum.count)
            }
            return Equations.layerNorm(sum, model.embeddingNorm, epsilon: config.layerNormEpsilon, meter: meter)
        }
    }

    /// LayerNorm of what a sublayer adds to its residual.
    func norm(
        _ x: [Float], plus residual: [Float], _ parameters: LayerNormParameters, meter: OperationMeter?
    ) -> [Float] {
        meter?.note(.add, x.count)
        return Equations.layerNorm(
            zip(residual, x).map(+), parameters, epsilon: config.layerNormEpsilon, meter: meter)
    }

    /// GELU of every value.
    func gelu(_ x: [[Float]], meter: OperationMeter?) -> [[Float]] {
        x.map { $0.map { Equations.gelu($0, meter: meter) } }
    }

    /// Attention of all heads of a layer on what keys and values sent step by step, `[L][T][D]`: splits `[D]` into heads and
    /// joins the contexts.
    func attend(
        query: [[Float]], key: [[[Int]]], value: [[[Int]]], layer index: Int, step t: Int = 0, _ probe: ReferenceProbe
    ) -> [[Float]] {
        let layer = layers[index].packed
        let (keyCounts, valueCounts) = (key.map(Self.total), value.map(Self.total))
        var context = query
        for head in 0..<config.heads {
            let columns = (head * config.headSize)..<((head + 1) * config.headSize)
            let meter = probe.meter.map {
                AttentionMeter(
                    $0, layer: index, key: operand(key, layer.site(.key)), value: operand(value, layer.site(.value)),
                    columns: columns)
            }
            let part = Equations.attention(
                query: query.map { Array($0[columns]) }, key: keyCounts.map { Array($0[columns]) },
                value: valueCounts.map { Array($0[columns]) }, keyThreshold: layer.site(.key).unit(at: t),
                valueThreshold: layer.site(.value).unit(at: t), meter: meter)
            for token in context.indices { context[token].replaceSubrange(columns, with: part[token]) }
        }
        return context
    }

    private func operand(_ windows: [[[Int]]], _ site: PackedSite) -> AttentionMeter.Operand {
        AttentionMeter.Operand(
            synapse: .synapse(isGraded: site.largestValue(spiking, execution) > 1, isReal: true),
            events: windows.map { window in Self.total(window.map { $0.map { $0 == 0 ? 0 : 1 } }) })
    }

    /// The sum of a window over its steps.
    static func total(_ window: [[Int]]) -> [Int] {
        window.dropFirst().reduce(window[0]) { zip($0, $1).map(+) }
    }
}
