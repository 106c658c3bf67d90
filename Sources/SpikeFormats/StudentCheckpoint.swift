import Foundation
import SpikeModel

/// The trainable state of a spiking student: its config and every tensor by canonical name.
///
/// On disk a folder in Hugging Face layout, all tensors F32: latent weights `[outputFeatures, inputFeatures]`, one
/// `weight_scale` per quantized linear layer, and per site `firing_threshold`, `gain` and `shift` (salient sites: `step_multiplier`).
public struct StudentCheckpoint: Sendable, Equatable {
    /// Sizes, labels, neurons and encodings.
    public let config: SpikingBERTConfig
    /// Values by canonical name; gains and shifts are always there.
    public let tensors: [String: FloatTensor]

    /// Creates a checkpoint; gains that are left out become 1 and shifts 0.
    ///
    /// - Throws: `FormatError` when the config is invalid, a tensor is missing or has another shape, a value is not
    ///   finite, or a scale, gain or firing threshold is not positive.
    public init(config: SpikingBERTConfig, tensors: [String: FloatTensor]) throws(FormatError) {
        try self.init(config: config, tensors: tensors, path: "checkpoint")
    }

    private init(config: SpikingBERTConfig, tensors: [String: FloatTensor], path: String) throws(FormatError) {
        try ConfigFile.validate(path) { () throws(ConfigError) in try config.validate() }
        var complete = tensors
        for optional in config.optionalCheckpointTensors where complete[optional.name] == nil {
            let value: Float = optional.name.hasSuffix(TensorNames.gain) ? 1 : 0
            complete[optional.name] = FloatTensor(
                shape: optional.shape, values: [Float](repeating: value, count: optional.elementCount))
        }
        let required =
            config.checkpointTensors + config.optionalCheckpointTensors
            + config.quantizerCheckpointTensors.filter { tensors[$0.name] != nil }
        try TensorFolderWriter.check(complete, required: required, path: path)
        for need in required where SiteValues.mustBePositive(need.name) {
            try SiteValues.checkPositive(complete[need.name]?.values ?? [], tensor: need.name, path: path)
        }
        for need in required where need.name.hasSuffix(TensorNames.stepMultiplier) {
            try SiteValues.checkMultipliers(complete[need.name]?.values ?? [], tensor: need.name, path: path)
        }
        try Self.checkQuantizers(tensors, path: path)
        self.config = config
        self.tensors = complete
    }

    /// No quantizer has both thresholds and a zero point, and with both training and packing would read them differently.
    private static func checkQuantizers(_ tensors: [String: FloatTensor], path: String) throws(FormatError) {
        for name in tensors.keys.sorted() where name.hasSuffix(TensorNames.weightThresholds) {
            let zero = name.dropLast(TensorNames.weightThresholds.count) + TensorNames.weightZero
            guard tensors[String(zero)] == nil else {
                throw .badTensor(
                    path: path, tensor: name, problem: "has a zero point beside it, which no quantizer has")
            }
        }
    }

    /// Values of a tensor that the config asks for; traps on any other name.
    public func values(_ name: String) -> [Float] {
        guard let tensor = tensors[name] else { preconditionFailure("the config has no tensor \(name)") }
        return tensor.values
    }

    /// Values of a tensor that only some quantizers have.
    public func optionalValues(_ name: String) -> [Float]? { tensors[name]?.values }

    /// Reads a checkpoint folder.
    ///
    /// - Parameter needsHead: whether a student without a head, as general distillation makes them, is refused.
    /// - Throws: `FormatError` when anything is missing, broken or contradictory.
    public static func read(from folder: URL, needsHead: Bool = true) throws(FormatError) -> StudentCheckpoint {
        let configURL = folder.appendingPathComponent("config.json")
        let config = try StudentConfigFile.read(at: configURL, needsHead: needsHead)
        let stored = try FolderTensors(folder: folder)
        var tensors: [String: FloatTensor] = [:]
        for need in config.checkpointTensors {
            tensors[need.name] = FloatTensor(shape: need.shape, values: try stored.finiteFloats(need))
        }
        let optionals = config.optionalCheckpointTensors + config.quantizerCheckpointTensors
        for optional in optionals where stored.info(optional.name) != nil {
            tensors[optional.name] = FloatTensor(shape: optional.shape, values: try stored.finiteFloats(optional))
        }
        return try StudentCheckpoint(config: config, tensors: tensors, path: folder.path)
    }

    /// Writes the checkpoint's files into an existing folder, for example inside `OutputFolder.write`.
    ///
    /// - Throws: `FormatError` when a file cannot be written.
    public func write(into folder: URL, tokenizerFolder: URL) throws(FormatError) {
        try ConfigFile.write(config, to: folder.appendingPathComponent("config.json"))
        try TensorFolderWriter.write(tensors, to: folder)
        try TokenizerFiles.copy(from: tokenizerFolder, to: folder)
    }

    /// Writes a checkpoint folder, complete or not at all.
    ///
    /// - Throws: `FormatError` when the folder exists or cannot be written.
    public func write(to destination: URL, tokenizerFolder: URL, replacing: Bool = false) throws {
        try OutputFolder.write(to: destination, replacing: replacing) { folder in
            try write(into: folder, tokenizerFolder: tokenizerFolder)
        }
    }
}
