import SpikeCore
import SpikeKernels
import SpikeModel

/// A packed model, checked and repacked for the kernels.
struct PreparedModel: Sendable {
    let packed: PackedModel
    let layers: [PreparedLayer]
    /// `perStep` only.
    let embeddingSite: SiteNeurons?
    /// `perStep` with feedback only.
    let feedback: RepackedLinear?

    var encoder: BERTConfig { packed.config.encoder }
    var schedule: SpikeSchedule { packed.config.spiking.schedule }
    var epsilon: Float { Float(encoder.layerNormEpsilon) }

    /// - Parameter plan: chooses the form of every linear layer.
    init(_ packed: PackedModel, plan: inout LinearFormPlan) throws(InferenceError) {
        try Self.check(packed)
        let spiking = packed.config.spiking
        self.packed = packed
        embeddingSite = packed.embeddingSite.map { SiteNeurons.steps($0, at: .embedding, spiking)[0] }
        var inputThreshold = packed.embeddingSite?.firingThreshold ?? 1
        var layers: [PreparedLayer] = []
        for (index, layer) in packed.layers.enumerated() {
            let prepared = try PreparedLayer(
                layer, index, packed.config, previousThreshold: inputThreshold, plan: &plan)
            inputThreshold = layer.sites[.layerOutput]?.firingThreshold ?? inputThreshold
            layers.append(prepared)
        }
        self.layers = layers
        // The spikes that flow back carry the last layer's threshold.
        feedback = packed.feedback.map { RepackedLinear($0, inputThreshold: inputThreshold, plan: &plan) }
    }

    /// Checks everything outside the layers.
    private static func check(_ packed: PackedModel) throws(InferenceError) {
        let encoder = packed.config.encoder
        let width = encoder.hiddenSize
        let tables = [
            ("word embedding", packed.wordEmbeddings, encoder.vocabularySize),
            ("position embedding", packed.positionEmbeddings, encoder.maximumPositions),
            ("type embedding", packed.typeEmbeddings, encoder.typeVocabularySize),
        ]
        for (part, table, rows) in tables where table.rows != rows || table.columns != width {
            throw .brokenModel(part: part, expected: "\(rows) x \(width)", actual: "\(table.rows) x \(table.columns)")
        }
        try expect(packed.embeddingNorm.weight.count, width, "embedding LayerNorm")
        try expect(packed.classifierBias.count, encoder.outputs, "classifier bias")
        try expect(packed.classifierWeight.count, encoder.outputs * width, "classifier weight")
        if packed.config.spiking.schedule == .perStep {
            try expect(packed.embeddingSite?.gain.count ?? 0, width, "neurons of site embedding")
            if let feedback = packed.feedback {
                try expect(feedback.outputFeatures, width, "outputs of the feedback connection")
                try expect(feedback.inputFeatures, width, "inputs of the feedback connection")
            }
        }
    }

    static func expect(_ actual: Int, _ expected: Int, _ part: String) throws(InferenceError) {
        guard actual == expected else {
            throw .brokenModel(part: part, expected: "\(expected) values", actual: "\(actual)")
        }
    }

    /// `LN(word + position + type)` of every token.
    func embed(_ chunk: TokenChunk, kernels: KernelSet, sums: inout RealMatrix, into hidden: inout RealMatrix) {
        let width = encoder.hiddenSize
        sums.reshape(rows: chunk.tokens, columns: width)
        let stride = sums.stride
        sums.withMutableRows { elements in
            var row = 0
            var sum = [Float](repeating: 0, count: width)
            for sequence in chunk.sequences {
                for position in 0..<sequence.count {
                    for column in 0..<width { sum[column] = 0 }
                    packed.wordEmbeddings.add(row: Int(sequence.ids[position]), to: &sum)
                    packed.positionEmbeddings.add(row: position, to: &sum)
                    packed.typeEmbeddings.add(row: Int(sequence.typeIDs[position]), to: &sum)
                    for column in 0..<width { elements[row * stride + column] = sum[column] }
                    row += 1
                }
            }
        }
        kernels.layerNorm(
            sums, weight: packed.embeddingNorm.weight, bias: packed.embeddingNorm.bias, epsilon: epsilon,
            into: &hidden)
    }

    /// Logits of every sequence of a chunk from its last hidden states.
    func classify(_ hidden: RealMatrix, _ chunk: TokenChunk) -> [[Float]] {
        let pooling = encoder.pooling ?? .mean
        return chunk.rows.map { rows in
            let tokens = pooling == .mean ? rows : rows.prefix(1)
            var pooled = [Float](repeating: 0, count: hidden.columns)
            pooled.withUnsafeMutableBufferPointer { pooled in
                hidden.withRows { elements in
                    for row in tokens {
                        let start = row * hidden.stride
                        for column in pooled.indices { pooled[column] += elements[start + column] }
                    }
                }
            }
            return packed.classifierBias.indices.map { o in
                let weights = packed.classifierWeight[(o * pooled.count)..<((o + 1) * pooled.count)]
                let sum = zip(weights, pooled).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                return sum / Float(tokens.count) + packed.classifierBias[o]
            }
        }
    }
}

extension SiteNeurons {
    /// The kernels' form of a packed site: one, or one per time step where firing thresholds differ.
    static func steps(_ site: PackedSite, at name: SpikingSite, _ spiking: SpikingConfig) -> [SiteNeurons] {
        let first = SiteNeurons(
            parameters: site.neuron(spiking, at: name), gain: site.gain, shift: site.shift,
            multipliers: site.stepMultipliers)
        return [first] + site.stepThresholds.dropFirst().map(first.at(threshold:))
    }
}
