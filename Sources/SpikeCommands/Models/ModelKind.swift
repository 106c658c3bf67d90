import Foundation
import SpikeFormats
import SpikeModel

/// What a model folder holds, from its `config.json` alone.
enum ModelKind: String {
    case teacher
    case checkpoint = "student checkpoint"
    case packed = "packed student"

    private struct Marks: Decodable {
        let modelType: String?
        let quantization: Block?

        struct Block: Decodable {}

        private enum CodingKeys: String, CodingKey {
            case modelType = "model_type"
            case quantization = "quantization_config"
        }
    }

    init(_ url: URL) throws {
        let marks = try ConfigFile.read(Marks.self, at: url.appendingPathComponent("config.json"))
        if marks.modelType != SpikingBERTConfig.modelType {
            self = .teacher
        } else {
            self = marks.quantization == nil ? .checkpoint : .packed
        }
    }
}
