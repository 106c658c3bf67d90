import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeQuantization
import SpikeTestSupport

/// Seeded random models of a few thousand weights, with a vocabulary to speak to them.
public enum TinyModels {
    /// Words that make a sentence positive.
    public static let goodWords = ["good", "great", "fine", "lovely", "superb", "witty", "warm", "moving"]
    /// Words that make a sentence negative.
    public static let badWords = ["bad", "awful", "dull", "boring", "stale", "clumsy", "cold", "empty"]
    /// Words that say nothing.
    public static let plainWords = ["the", "a", "film", "plot", "actor", "was", "is", "and", "story", "scene", "very"]
    /// All pieces, by id; `[PAD]` is 0.
    public static let vocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + goodWords + badWords + plainWords + [".", ",", "##s"]

    /// A two-layer BERT that knows `vocabulary`.
    public static func config(
        layers: Int = 2, hiddenSize: Int = 16, heads: Int = 2, intermediateSize: Int = 33, pooling: Pooling = .mean,
        labels: [String] = ["negative", "positive"]
    ) -> BERTConfig {
        BERTConfig(
            vocabularySize: vocabulary.count, hiddenSize: hiddenSize, layers: layers, heads: heads,
            intermediateSize: intermediateSize, maximumPositions: 40, labels: labels, pooling: pooling)
    }

    /// Random values for tensors: matrices with unit gain, norms near one, thresholds and scales positive.
    public static func tensors(_ shapes: [TensorShape], seed: UInt64) -> [String: FloatTensor] {
        var generator = SeededGenerator(seed: seed, stream: 31)
        var tensors: [String: FloatTensor] = [:]
        for tensor in shapes {
            let units = generator.signedUnits(tensor.elementCount)
            let isPositive = ["scale", "threshold", "gain"].contains { tensor.name.hasSuffix($0) }
            let isNorm = tensor.name.contains("LayerNorm.weight")
            let spread = tensor.shape.count > 1 ? (3 / Float(tensor.shape[1])).squareRoot() : 0.1
            let isTable = tensor.name.contains("embeddings.")
            let isMultiplier = tensor.name.hasSuffix(TensorNames.stepMultiplier)
            tensors[tensor.name] = FloatTensor(
                shape: tensor.shape,
                values: units.map {
                    isMultiplier
                        ? ($0 < 0 ? 1 : $0 < 0.5 ? 2 : 4)
                        : isPositive ? 0.3 + abs($0) / 2 : isNorm ? 1 + $0 / 4 : isTable ? $0 : $0 * spread
                })
        }
        return tensors
    }

    /// Everything a teacher of `config` has.
    public static func teacher(_ config: BERTConfig, seed: UInt64) -> [String: FloatTensor] {
        tensors(
            config.encoderTensors + config.classifierTensors + (config.pooling == .pooler ? config.poolerTensors : []),
            seed: seed)
    }

    /// Writes a tokenizer and returns its folder.
    public static func tokenizer(in parent: URL) throws -> URL {
        let folder = parent.appendingPathComponent("tokenizer")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lines = vocabulary.joined(separator: "\n") + "\n"
        try Data(lines.utf8).write(to: folder.appendingPathComponent("vocab.txt"))
        return folder
    }

    /// Writes a teacher with its tokenizer and returns its folder.
    public static func writeTeacher(
        _ config: BERTConfig = config(), seed: UInt64 = 1, in parent: URL, named name: String = "teacher"
    ) throws -> URL {
        let folder = parent.appendingPathComponent(name)
        try CheckpointFolder.write(
            config, tensors: teacher(config, seed: seed), tokenizerFolder: tokenizer(in: parent), to: folder)
        return folder
    }

    /// A random trained student.
    public static func checkpoint(_ spiking: SpikingConfig = SpikingConfig(), seed: UInt64 = 1) throws
        -> StudentCheckpoint
    {
        let config = SpikingBERTConfig(encoder: config(), spiking: spiking)
        return try StudentCheckpoint(config: config, tensors: tensors(config.checkpointTensors, seed: seed))
    }

    /// Writes a packed student with its tokenizer and returns its folder.
    public static func writePackedStudent(
        _ spiking: SpikingConfig = SpikingConfig(), seed: UInt64 = 1, in parent: URL, named name: String = "model"
    ) throws -> URL {
        let checkpoint = try checkpoint(spiking, seed: seed)
        let folder = parent.appendingPathComponent(name)
        try PackedModelFolder.write(
            StudentPacker.pack(checkpoint), attachments: ModelAttachments(tokenizerFolder: tokenizer(in: parent)),
            to: folder)
        return folder
    }

    /// Random sentences and whether good words outnumber bad ones, which is never a draw.
    public static func sentences(_ count: Int, seed: UInt64) -> [(text: String, isPositive: Bool)] {
        var generator = SeededGenerator(seed: seed, stream: 32)
        func pick(_ words: [String]) -> String { words[generator.integer(below: words.count)] }
        return (0..<count).map { _ in
            let isPositive = generator.integer(below: 2) == 1
            var words = (0..<(1 + generator.integer(below: 9))).map { _ in pick(plainWords) }
            for _ in 0..<(1 + generator.integer(below: 3)) {
                words.insert(pick(isPositive ? goodWords : badWords), at: generator.integer(below: words.count + 1))
            }
            return (words.joined(separator: " ") + " .", isPositive)
        }
    }

    /// Writes `train.tsv` and, unless it is empty, `dev.tsv` in the layout of SST-2 and returns their folder.
    public static func writeSentences(train: Int, dev: Int, seed: UInt64 = 1, in parent: URL) throws -> URL {
        let folder = parent.appendingPathComponent("data")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, count, offset) in [("train", train, UInt64(0)), ("dev", dev, 1000)] where count > 0 {
            let rows = sentences(count, seed: seed + offset).map { "\($0.text)\t\($0.isPositive ? 1 : 0)\n" }
            let text = "sentence\tlabel\n" + rows.joined()
            try Data(text.utf8).write(to: folder.appendingPathComponent(name + ".tsv"))
        }
        return folder
    }
}
