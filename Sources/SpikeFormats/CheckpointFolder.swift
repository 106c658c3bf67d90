import Foundation
import SpikeModel

/// A Hugging Face folder with a BERT: `config.json` and weights in one safetensors file or in shards.
///
/// All names that BERT tensors have had resolve to those of `TensorNames`; tensors nobody asks for are ignored.
public struct CheckpointFolder {
    /// The folder.
    public let folder: URL
    /// Sizes; labels and pooling completed from the tensors and from `1_Pooling/config.json`.
    public let config: BERTConfig
    /// How `sentence-transformers` makes one vector of a text here, if the folder says so (`1_Pooling/config.json`).
    public let sentencePooling: Pooling?
    private let tensors: FolderTensors

    /// Opens a folder and holds config and tensors against each other; weights are read later, when asked for.
    ///
    /// - Throws: `FormatError` when a file is missing or broken, or config and tensors disagree.
    public init(at folder: URL) throws(FormatError) {
        self.folder = folder
        let configURL = folder.appendingPathComponent("config.json")
        // Kin of BERT have its tensors by the same names and do other things with them.
        if let type = try ModelTypeFile.read(at: configURL), type != BERTConfig.modelType {
            throw .badConfig(
                path: configURL.path, key: "model_type", problem: "is \(type), so this is no \(BERTConfig.modelType)")
        }
        var config = try ConfigFile.read(BERTConfig.self, at: configURL)
        try ConfigFile.validate(configURL.path) { () throws(ConfigError) in try config.validate() }
        tensors = try FolderTensors(folder: folder, canonical: CanonicalNames.canonical)
        config.complete(labelsFor: tensors.info(TensorNames.classifier + TensorNames.weight)?.shape.first)
        sentencePooling = try Self.sentencePooling(folder)
        if config.pooling == nil {
            // A head of BERT's own stands on the pooler, whatever pools sentences beside it.
            let hasPooler = tensors.info(TensorNames.pooler + TensorNames.weight) != nil
            config.pooling = hasPooler && config.outputs > 0 ? .pooler : sentencePooling
        }
        self.config = config
        for tensor in config.encoderTensors + config.classifierTensors { try tensors.check(tensor) }
        if config.pooling == .pooler {
            for tensor in config.poolerTensors { try tensors.check(tensor) }
        }
    }

    /// Canonical names of all tensors, sorted.
    public var names: [String] { tensors.names }

    /// Whether there is a classification head.
    public var hasClassifier: Bool { config.outputs > 0 }

    /// Whether a tensor is there.
    public func contains(_ canonicalName: String) -> Bool { tensors.info(canonicalName) != nil }

    /// The values of a tensor, converted to single precision, row-major and finite.
    ///
    /// - Throws: `FormatError` when the tensor is missing, has another shape or type, or a value is not finite.
    public func floats(_ canonicalName: String, shape: [Int]) throws(FormatError) -> [Float] {
        try tensors.finiteFloats(TensorShape(canonicalName, shape))
    }

    private static func sentencePooling(_ folder: URL) throws(FormatError) -> Pooling? {
        let url = folder.appendingPathComponent("1_Pooling/config.json")
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let module = try ConfigFile.read(SentencePooling.self, at: url)
        if module.usesMean == true { return .mean }
        return module.usesFirstToken == true ? .cls : nil
    }

    /// The pooling module of `sentence-transformers`.
    private struct SentencePooling: Decodable {
        let usesMean: Bool?
        let usesFirstToken: Bool?

        private enum CodingKeys: String, CodingKey {
            case usesMean = "pooling_mode_mean_tokens"
            case usesFirstToken = "pooling_mode_cls_token"
        }
    }
}

extension BERTConfig {
    /// Gives the rows of a classifier the names that transformers gives them; without a classifier there are no labels.
    fileprivate mutating func complete(labelsFor rows: Int?) {
        guard let rows else {
            labels = []
            isRegression = false
            return
        }
        if rows == 1 { isRegression = true }
        if isRegression {
            labels = []
        } else if labels.isEmpty {
            labels = (0..<min(rows, 1 << 16)).map { "LABEL_\($0)" }
        }
    }
}
