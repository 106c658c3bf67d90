import Foundation

/// What a `config.json` says it is the config of.
struct ModelTypeFile: Decodable {
    /// nil where the key is missing, as in old checkpoints.
    let modelType: String?

    private enum CodingKeys: String, CodingKey {
        case modelType = "model_type"
    }

    /// The `model_type` of a file.
    static func read(at url: URL) throws(FormatError) -> String? {
        try ConfigFile.read(ModelTypeFile.self, at: url).modelType
    }
}
