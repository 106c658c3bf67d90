import SpikeCore
import SpikeModel
import SpikeQuantization

/// A student of the size of all-MiniLM-L6 (6 layers, 384 wide, 12 heads) with random weights that fire at usual rates.
enum RandomStudent {
    private static let encoder = BERTConfig(
        vocabularySize: 30_522, hiddenSize: 384, layers: 6, heads: 12, intermediateSize: 1536, maximumPositions: 512,
        labels: ["negative", "positive"], pooling: .mean)

    static func packed(
        schedule: SpikeSchedule, timeSteps: Int, encoding: WeightEncoding, embeddings: EmbeddingPrecision = .float32
    ) throws -> PackedModel {
        var generator = SeededGenerator(seed: 3)
        let config = SpikingBERTConfig(
            encoder: encoder,
            spiking: SpikingConfig(
                schedule: schedule, timeSteps: timeSteps, spikeKind: schedule == .counted ? .ternary : .binary,
                weightEncoding: encoding))
        let width = encoder.hiddenSize
        func norm() -> LayerNormParameters {
            LayerNormParameters(
                weight: [Float](repeating: 1, count: width), bias: [Float](repeating: 0, count: width))
        }
        func table(_ rows: Int) throws -> EmbeddingTable {
            try embeddings.table(units(rows * width, &generator), columns: width, tensor: "embeddings")
        }
        func site(_ site: SpikingSite) -> PackedSite {
            let neurons = site.neurons(encoder)
            return PackedSite(
                firingThreshold: 1, gain: [Float](repeating: 1, count: neurons),
                shift: [Float](repeating: 0, count: neurons))
        }
        let sites = SpikingSite.layerSites(schedule)
        var layers: [PackedLayer] = []
        for _ in 0..<encoder.layers {
            var linears: [EncoderLinear: PackedLinear] = [:]
            for name in EncoderLinear.allCases { linears[name] = try linear(name, encoding, &generator) }
            layers.append(
                PackedLayer(
                    linears: linears, sites: Dictionary(uniqueKeysWithValues: sites.map { ($0, site($0)) }),
                    attentionNorm: norm(), outputNorm: norm()))
        }
        return PackedModel(
            config: config, wordEmbeddings: try table(encoder.vocabularySize),
            positionEmbeddings: try table(encoder.maximumPositions), typeEmbeddings: try table(2),
            embeddingNorm: norm(),
            embeddingSite: schedule == .perStep ? site(.embedding) : nil, layers: layers,
            classifierWeight: units(2 * width, &generator), classifierBias: [0, 0])
    }

    private static func linear(
        _ name: EncoderLinear, _ encoding: WeightEncoding, _ generator: inout SeededGenerator
    ) throws -> PackedLinear {
        let (rows, columns) = name.shape(encoder)
        let codes = (0..<(rows * columns)).map { _ in
            encoding == .binary ? Int8(2 * generator.integer(below: 2) - 1) : Int8(generator.integer(below: 3) - 1)
        }
        return PackedLinear(
            outputFeatures: rows, inputFeatures: columns,
            weights: .codes(
                try PackedCodes(packing: codes, encoding: encoding, outputFeatures: rows, inputFeatures: columns)),
            // Sums of random codes and counts have a spread of about √K.
            weightScale: [1 / Float(columns).squareRoot()], bias: units(rows, &generator))
    }

    private static func units(_ count: Int, _ generator: inout SeededGenerator) -> [Float] {
        (0..<count).map { _ in 2 * Float(generator.next() >> 40) * 0x1p-24 - 1 }
    }
}
