import SpikeCore

/// A spiking BERT student: the encoder's sizes and how it spikes.
///
/// On disk one `config.json` with `model_type: "spiking_bert"`: BERT's keys plus a `spiking_config` block.
public struct SpikingBERTConfig: Sendable, Equatable {
    /// Sizes, labels and pooling.
    public var encoder: BERTConfig
    /// Neurons, schedule and weight encoding.
    public var spiking: SpikingConfig

    /// Value of `model_type` in the config of a student.
    public static let modelType = "spiking_bert"

    /// Inputs whose products of codes up to 128 and counts up to 64 have a sum that 32 bits hold.
    private static let mostWideInputs = 1 << 17

    /// Creates a config.
    public init(encoder: BERTConfig, spiking: SpikingConfig) {
        self.encoder = encoder
        self.spiking = spiking
    }

    /// Checks both parts.
    public func validate() throws(ConfigError) {
        try encoder.validate()
        try spiking.validate()
        if let stray = spiking.mixedEncodings.first(where: { !(0..<encoder.layers).contains($0.layer) }) {
            throw .outOfRange(
                key: "mixed_encodings.layer", value: "\(stray.layer)", allowed: "0...\(encoder.layers - 1)")
        }
        let (narrow, wide) = (encoder.hiddenSize, encoder.intermediateSize)
        guard max(narrow, wide) <= Self.mostWideInputs || !spiking.encodings.contains(where: \.isWide) else {
            throw .outOfRange(
                key: "intermediate_size", value: "\(max(narrow, wide))",
                allowed: "1...\(Self.mostWideInputs) for uniform and balanced weights, whose sums have 32 bits")
        }
        guard spiking.scaleGranularity.divides(inputFeatures: narrow),
            spiking.scaleGranularity.divides(inputFeatures: wide)
        else {
            throw .inconsistent(
                "\(spiking.scaleGranularity.name) does not divide hidden_size \(narrow) and intermediate_size \(wide); "
                    + "choose a group that does")
        }
        guard encoder.pooling != .pooler else {
            throw .inconsistent("a spiking student has no pooler; set classifier_pooling to mean or cls")
        }
        guard encoder.pooling != nil else { throw .inconsistent("classifier_pooling is missing; use mean or cls") }
    }
}

extension SpikingBERTConfig: Codable {
    private enum Key: String, CodingKey {
        case modelType = "model_type"
        case architectures
        case spiking = "spiking_config"
    }

    /// Decodes BERT's keys and the `spiking_config` block.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        encoder = try BERTConfig(from: decoder)
        spiking = try values.decode(SpikingConfig.self, forKey: .spiking)
    }

    /// Encodes BERT's keys, the student's `model_type` and `architectures`, and the `spiking_config` block.
    public func encode(to encoder: any Encoder) throws {
        try self.encoder.encode(to: encoder)
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(Self.modelType, forKey: .modelType)
        try values.encode(["SpikingBertForSequenceClassification"], forKey: .architectures)
        try values.encode(spiking, forKey: .spiking)
    }
}
