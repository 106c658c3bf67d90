import Foundation
import SpikeModel

/// Reads the `config.json` of a spiking student.
enum StudentConfigFile {
    /// Reads and checks a config; a teacher's is told apart before its missing keys are.
    ///
    /// - Parameter needsHead: whether a student without a head, as general distillation makes them, is refused.
    static func read(at url: URL, needsHead: Bool = true) throws(FormatError) -> SpikingBERTConfig {
        let type = try ModelTypeFile.read(at: url) ?? "missing"
        guard type == SpikingBERTConfig.modelType else {
            throw .badConfig(
                path: url.path, key: "model_type",
                problem: "is \(type), so this is no spiking student (\(SpikingBERTConfig.modelType))")
        }
        let config = try ConfigFile.read(SpikingBERTConfig.self, at: url)
        try ConfigFile.validate(url.path) { () throws(ConfigError) in try config.validate() }
        guard config.encoder.outputs > 0 || !needsHead else {
            throw .badConfig(
                path: url.path, key: "id2label",
                problem: "is missing, so the classifier has no outputs (a generally distilled student has no head; "
                    + "a task's recipe starts from it with initialization.method student)")
        }
        return config
    }
}
