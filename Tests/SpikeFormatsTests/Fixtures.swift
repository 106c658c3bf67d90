import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

/// Tiny models and files that the tests of this target share.
enum Fixtures {
    static let bert = BERTConfig(
        vocabularySize: 11, hiddenSize: 6, layers: 2, heads: 2, intermediateSize: 10, maximumPositions: 8,
        labels: ["negative", "positive"], pooling: .mean)

    static func student(
        _ schedule: SpikeSchedule = .counted, _ encoding: WeightEncoding = .ternary,
        _ granularity: ScaleGranularity = .perTensor
    ) -> SpikingBERTConfig {
        SpikingBERTConfig(
            encoder: bert,
            spiking: SpikingConfig(
                schedule: schedule, spikeKind: schedule == .perStep ? .binary : .ternary, weightEncoding: encoding,
                scaleGranularity: granularity))
    }

    /// Random values of the given tensors; positive where only positive values have a meaning.
    static func tensors(_ shapes: [TensorShape], seed: UInt64 = 1) -> [String: FloatTensor] {
        var generator = SeededGenerator(seed: seed)
        var tensors: [String: FloatTensor] = [:]
        for tensor in shapes {
            var values = generator.signedUnits(tensor.elementCount)
            let isPositive = ["scale", "threshold", "gain"].contains { tensor.name.hasSuffix($0) }
            if isPositive { values = values.map { abs($0) + 0.25 } }
            if tensor.name.hasSuffix(TensorNames.stepMultiplier) {
                values = values.map { $0 < 0 ? 1 : $0 < 0.5 ? 2 : 4 }
            }
            tensors[tensor.name] = FloatTensor(shape: tensor.shape, values: values)
        }
        return tensors
    }

    /// A folder with a vocabulary.
    static func tokenizer(in folder: URL) throws -> URL {
        let tokenizer = folder.appendingPathComponent("tokenizer")
        try FileManager.default.createDirectory(at: tokenizer, withIntermediateDirectories: true)
        try Data("[PAD]\n[UNK]\n".utf8).write(to: tokenizer.appendingPathComponent("vocab.txt"))
        return tokenizer
    }

    /// Writes a teacher with `bert`'s config and returns its folder.
    static func teacher(
        in folder: URL, config: BERTConfig = bert, named: String = "teacher"
    ) throws -> URL {
        let shapes =
            config.encoderTensors + config.classifierTensors + (config.pooling == .pooler ? config.poolerTensors : [])
        let destination = folder.appendingPathComponent(named)
        try CheckpointFolder.write(
            config, tensors: tensors(shapes), tokenizerFolder: try tokenizer(in: folder), to: destination)
        return destination
    }

    /// A safetensors file from a header text and data.
    static func safetensors(_ header: String, data: Int = 0, length: UInt64? = nil) -> Data {
        let count = length ?? UInt64(header.utf8.count)
        return withUnsafeBytes(of: count.littleEndian) { Data($0) } + Data(header.utf8)
            + Data(repeating: 0, count: data)
    }

    /// The one-line message that a failing `body` gives, with the folder left out.
    static func message(in folder: URL, _ body: () throws -> Void) -> String {
        do {
            try body()
            return "no error"
        } catch {
            let message = "\(error)"
            #expect(!message.contains("\n"))
            return message.replacingOccurrences(of: folder.path + "/", with: "")
        }
    }
}
