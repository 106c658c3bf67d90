import SpikeCore
import SpikeModel

/// The `config.json` of a packed model: a student's config and a `quantization_config` block.
struct PackedModelConfig: Codable {
    let student: SpikingBERTConfig
    let quantization: Quantization

    /// How the encoder's linear layers are stored (docs/PackedFormat.md).
    struct Quantization: Codable, Equatable {
        let method: String
        let version: Int
        let weightEncoding: WeightEncoding
        let mixedEncodings: [LayerEncoding]?
        let scaleGranularity: ScaleGranularity
        let unconvertedModules: [String]

        static let method = "bitspike"
        static let version = 2
        /// Version 1 had binary, ternary and real weights only, all layers alike, and ordinary neurons under two schedules.
        static let readableVersions = 1...2

        init(_ spiking: SpikingConfig) {
            method = Self.method
            version = Self.version
            weightEncoding = spiking.weightEncoding
            mixedEncodings = spiking.mixedEncodings.isEmpty ? nil : spiking.mixedEncodings
            scaleGranularity = spiking.scaleGranularity
            unconvertedModules = ["bert.embeddings", "LayerNorm", "classifier"]
        }

        private enum CodingKeys: String, CodingKey {
            case method = "quant_method"
            case version = "format_version"
            case weightEncoding = "weight_encoding"
            case mixedEncodings = "mixed_encodings"
            case scaleGranularity = "scale_granularity"
            case unconvertedModules = "modules_to_not_convert"
        }
    }

    private enum CodingKeys: String, CodingKey {
        case quantization = "quantization_config"
    }

    init(_ student: SpikingBERTConfig) {
        self.student = student
        quantization = Quantization(student.spiking)
    }

    init(from decoder: any Decoder) throws {
        student = try SpikingBERTConfig(from: decoder)
        quantization = try decoder.container(keyedBy: CodingKeys.self).decode(Quantization.self, forKey: .quantization)
    }

    func encode(to encoder: any Encoder) throws {
        try student.encode(to: encoder)
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(quantization, forKey: .quantization)
    }

    /// Checks that the block is one of ours and agrees with `spiking_config`.
    func validate(path: String) throws(FormatError) {
        func bad(_ key: String, _ problem: String) -> FormatError {
            .badConfig(path: path, key: "quantization_config." + key, problem: problem)
        }
        guard quantization.method == Quantization.method else {
            throw bad("quant_method", "is \(quantization.method); allowed: \(Quantization.method)")
        }
        guard Quantization.readableVersions.contains(quantization.version) else {
            let known = Quantization.readableVersions
            throw bad(
                "format_version",
                "is \(quantization.version); this version reads \(known.lowerBound) to \(known.upperBound)")
        }
        guard quantization.weightEncoding == student.spiking.weightEncoding else {
            throw bad("weight_encoding", "differs from spiking_config.weight_encoding")
        }
        guard (quantization.mixedEncodings ?? []) == student.spiking.mixedEncodings else {
            throw bad("mixed_encodings", "differs from spiking_config.mixed_encodings")
        }
        guard quantization.scaleGranularity == student.spiking.scaleGranularity else {
            throw bad("scale_granularity", "differs from spiking_config.scale_granularity")
        }
    }
}
