import SpikeCore
import SpikeModel
import SpikeQuantization
import SpikeTestSupport

/// Draws small packed students and batches from a seed.
public struct RandomStudent {
    private var generator: SeededGenerator

    /// Draws that depend on the seed alone.
    public init(seed: UInt64) { generator = SeededGenerator(seed: seed, stream: 77) }

    /// A real number.
    public mutating func real(_ range: ClosedRange<Float>) -> Float {
        range.lowerBound + (range.upperBound - range.lowerBound) * Float(generator.next() >> 40) * 0x1p-24
    }

    /// Real numbers.
    public mutating func reals(_ count: Int, _ range: ClosedRange<Float>) -> [Float] {
        (0..<count).map { _ in real(range) }
    }

    /// One of some values.
    public mutating func pick<Value>(_ values: [Value]) -> Value { values[generator.integer(below: values.count)] }

    /// A config within the property test's ranges: odd widths, feed-forward sizes that no vector divides.
    public mutating func config(
        schedule: SpikeSchedule, encodings: [WeightEncoding], neuron: NeuronConfig = NeuronConfig(),
        hasFeedback: Bool = false
    ) -> SpikingBERTConfig {
        let heads = pick([1, 2, 3, 4])
        let headSize = pick([5, 8, 9, 16, 17, 24])
        let intermediateSize = pick([7, 33, 64, 101, 130])
        let group = ScaleGranularity.perGroup(size: 4)
        let hasGroups =
            group.divides(inputFeatures: heads * headSize) && group.divides(inputFeatures: intermediateSize)
        let mixed = LayerEncoding(layer: 0, linear: pick(EncoderLinear.allCases), encoding: pick(encodings))
        return SpikingBERTConfig(
            encoder: BERTConfig(
                vocabularySize: 50, hiddenSize: heads * headSize, layers: pick([1, 2, 3]), heads: heads,
                intermediateSize: intermediateSize, maximumPositions: 40,
                labels: ["a", "b", "c"], pooling: pick([.mean, .cls])),
            spiking: SpikingConfig(
                schedule: schedule, timeSteps: pick([1, 2, 3, 4, 5, 8]),
                spikeKind: schedule == .perStep
                    ? .binary : neuron.kind == .elastic ? .ternary : pick(SpikeKind.allCases),
                leak: schedule == .counted || neuron.kind == .elastic ? 1 : pick([1, 0.9, 0.5]),
                weightEncoding: pick(encodings), mixedEncodings: pick([[], [mixed]]),
                scaleGranularity: pick(ScaleGranularity.plain + (hasGroups ? [group] : [])), neuron: neuron,
                hasFeedback: hasFeedback))
    }

    /// A packed student.
    public mutating func student(_ config: SpikingBERTConfig) throws -> PackedModel {
        let encoder = config.encoder
        let width = encoder.hiddenSize
        var layers: [PackedLayer] = []
        for index in 0..<encoder.layers { layers.append(try layer(index, config)) }
        return PackedModel(
            config: config, wordEmbeddings: table(encoder.vocabularySize, width, half: true),
            positionEmbeddings: table(encoder.maximumPositions, width),
            typeEmbeddings: table(encoder.typeVocabularySize, width), embeddingNorm: norm(width),
            embeddingSite: config.spiking.schedule == .perStep ? site(.embedding, config) : nil,
            feedback: config.spiking.hasFeedback ? try linear(.feedback, 0, config) : nil, layers: layers,
            classifierWeight: reals(encoder.outputs * width, -1...1), classifierBias: reals(encoder.outputs, -1...1))
    }

    /// Sequences of these lengths.
    public mutating func batch(_ lengths: [Int], _ config: BERTConfig) -> [TokenSequence] {
        lengths.map { length in
            TokenSequence(
                ids: (0..<length).map { _ in Int32(generator.integer(below: config.vocabularySize)) },
                typeIDs: (0..<length).map { _ in Int32(generator.integer(below: config.typeVocabularySize)) })
        }
    }

    private mutating func layer(_ index: Int, _ config: SpikingBERTConfig) throws -> PackedLayer {
        var linears: [EncoderLinear: PackedLinear] = [:]
        for name in EncoderLinear.allCases { linears[name] = try linear(name, index, config) }
        var sites: [SpikingSite: PackedSite] = [:]
        for name in SpikingSite.layerSites(config.spiking.schedule) { sites[name] = site(name, config) }
        return PackedLayer(
            linears: linears, sites: sites, attentionNorm: norm(config.encoder.hiddenSize),
            outputNorm: norm(config.encoder.hiddenSize))
    }

    private mutating func linear(
        _ name: EncoderLinear, _ layer: Int, _ config: SpikingBERTConfig
    ) throws -> PackedLinear {
        let (outputs, inputs) = name.shape(config.encoder)
        let unit = 1 / Float(inputs).squareRoot()
        let encoding = config.spiking.encoding(of: name, layer: layer)
        guard let range = encoding.codeRange else {
            return PackedLinear(
                outputFeatures: outputs, inputFeatures: inputs,
                weights: .real(reals(outputs * inputs, (-2 * unit)...(2 * unit))), weightScale: [1],
                bias: reals(outputs, -0.3...0.3))
        }
        let codes = try PackedCodes(
            packing: encoding.randomCodes(outputs * inputs, &generator), encoding: encoding, outputFeatures: outputs,
            inputFeatures: inputs)
        let scales = config.scaleShape(name).reduce(1, *)
        let size = unit / Float(range.upperBound)
        let hasZeroPoint = RangeCalibration.canMoveZero(encoding) && pick([true, false])
        return PackedLinear(
            outputFeatures: outputs, inputFeatures: inputs, weights: .codes(codes),
            weightScale: reals(scales, (0.8 * size)...(1.5 * size)),
            zeroPoint: hasZeroPoint ? encoding.randomCodes(scales, &generator) : [],
            bias: reals(outputs, -0.3...0.3))
    }

    private mutating func site(_ name: SpikingSite, _ config: SpikingBERTConfig) -> PackedSite {
        let neurons = name.neurons(config.encoder)
        let threshold = real(0.4...0.9)
        let (gain, shift) = (reals(neurons, 0.6...1.4), reals(neurons, -0.1...0.2))
        var later: [Float] = []
        if config.spiking.hasStepThresholds {
            later = [threshold] + reals(config.spiking.timeSteps - 1, 0.4...0.9)
        }
        let multipliers: [UInt8] = config.hasMultipliers ? (0..<neurons).map { _ in pick([1, 1, 1, 2, 4]) } : []
        return PackedSite(
            firingThreshold: threshold, stepThresholds: later, stepMultipliers: multipliers, gain: gain, shift: shift)
    }

    private mutating func norm(_ width: Int) -> LayerNormParameters {
        LayerNormParameters(weight: reals(width, 0.5...1.5), bias: reals(width, -0.2...0.2))
    }

    private mutating func table(_ rows: Int, _ columns: Int, half: Bool = false) -> EmbeddingTable {
        guard half else {
            return EmbeddingTable(rows: rows, columns: columns, storage: .float32(reals(rows * columns, -1...1)))
        }
        // Sign and ten fraction bits at exponent -1: values of magnitude 0.5 to 1.
        let bits = (0..<(rows * columns)).map { _ in
            UInt16(generator.integer(below: 2)) << 15 | 14 << 10 | UInt16(generator.integer(below: 1024))
        }
        return EmbeddingTable(rows: rows, columns: columns, storage: .float16(bits))
    }
}
