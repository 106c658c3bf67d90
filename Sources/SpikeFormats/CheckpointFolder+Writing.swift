import Foundation
import SpikeModel

extension CheckpointFolder {
    /// Writes a folder that `transformers` loads: as `BertForSequenceClassification` when the head reads BERT's pooler,
    /// else as `BertModel`.
    ///
    /// - Parameters:
    ///   - tensors: by canonical name; must hold everything that `config` asks for, and may hold more.
    ///   - tokenizerFolder: where the tokenizer files are copied from.
    /// - Throws: `FormatError` when tensors and config disagree or the folder cannot be written; then nothing is left.
    public static func write(
        _ config: BERTConfig, tensors: [String: FloatTensor], tokenizerFolder: URL, to destination: URL,
        replacing: Bool = false
    ) throws {
        let required =
            config.encoderTensors + config.classifierTensors + (config.pooling == .pooler ? config.poolerTensors : [])
        try ConfigFile.validate(destination.path) { () throws(ConfigError) in try config.validate() }
        try OutputFolder.write(to: destination, replacing: replacing) { folder in
            try TensorFolderWriter.check(tensors, required: required, path: destination.path)
            try ConfigFile.write(ArchitectureConfig(config: config), to: folder.appendingPathComponent("config.json"))
            try TensorFolderWriter.write(tensors, to: folder)
            try TokenizerFiles.copy(from: tokenizerFolder, to: folder)
        }
    }

    /// A BERT config with the class that `transformers` should load.
    private struct ArchitectureConfig: Encodable {
        let config: BERTConfig

        private enum CodingKeys: String, CodingKey {
            case architectures
        }

        func encode(to encoder: any Encoder) throws {
            try config.encode(to: encoder)
            var values = encoder.container(keyedBy: CodingKeys.self)
            let isPooled = config.pooling == .pooler && config.outputs > 0
            try values.encode([isPooled ? "BertForSequenceClassification" : "BertModel"], forKey: .architectures)
        }
    }
}
