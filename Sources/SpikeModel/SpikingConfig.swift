import SpikeCore

/// How a student spikes: the `spiking_config` block of a `spiking_bert` config.
public struct SpikingConfig: Sendable, Equatable, Codable {
    /// When neurons integrate and fire.
    public var schedule: SpikeSchedule
    /// T: time steps of one window.
    public var timeSteps: Int
    /// Values one spike can take.
    public var spikeKind: SpikeKind
    /// λ in (0, 1]: kept fraction of the membrane potential; 1 = no leak. `counted` needs 1.
    public var leak: Float
    /// Encoding of the encoder's linear layers.
    public var weightEncoding: WeightEncoding
    /// Layers that are encoded otherwise.
    public var mixedEncodings: [LayerEncoding]
    /// How many weights share a scale.
    public var scaleGranularity: ScaleGranularity
    /// What the neurons are, beside leak and spike kind.
    public var neuron: NeuronConfig
    /// `perStep`: whether the last layer's spikes flow back to the input neurons, one time step later.
    public var hasFeedback: Bool

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case schedule
        case timeSteps = "time_steps"
        case spikeKind = "spike_kind"
        case leak
        case weightEncoding = "weight_encoding"
        case mixedEncodings = "mixed_encodings"
        case scaleGranularity = "scale_granularity"
        case neuron
        case hasFeedback = "has_feedback"
    }

    /// Creates a config; the defaults are the default student: counted, signed, T = 2, ternary weights.
    public init(
        schedule: SpikeSchedule = .counted, timeSteps: Int = 2, spikeKind: SpikeKind = .ternary, leak: Float = 1,
        weightEncoding: WeightEncoding = .ternary, mixedEncodings: [LayerEncoding] = [],
        scaleGranularity: ScaleGranularity = .perTensor, neuron: NeuronConfig = NeuronConfig(),
        hasFeedback: Bool = false
    ) {
        self.schedule = schedule
        self.timeSteps = timeSteps
        self.spikeKind = spikeKind
        self.leak = leak
        self.weightEncoding = weightEncoding
        self.mixedEncodings = mixedEncodings
        self.scaleGranularity = scaleGranularity
        self.neuron = neuron
        self.hasFeedback = hasFeedback
    }

    /// Decodes the block; `mixed_encodings`, `neuron` and `has_feedback` may be absent.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        schedule = try values.decode(SpikeSchedule.self, forKey: .schedule)
        timeSteps = try values.decode(Int.self, forKey: .timeSteps)
        spikeKind = try values.decode(SpikeKind.self, forKey: .spikeKind)
        leak = try values.decode(Float.self, forKey: .leak)
        weightEncoding = try values.decode(WeightEncoding.self, forKey: .weightEncoding)
        mixedEncodings = try values.decodeIfPresent([LayerEncoding].self, forKey: .mixedEncodings) ?? []
        scaleGranularity = try values.decode(ScaleGranularity.self, forKey: .scaleGranularity)
        neuron = try values.decodeIfPresent(NeuronConfig.self, forKey: .neuron) ?? NeuronConfig()
        hasFeedback = try values.decodeIfPresent(Bool.self, forKey: .hasFeedback) ?? false
    }

    /// Encodes the block; `mixed_encodings` only when there are some, `neuron` only for others than ordinary ones,
    /// `has_feedback` only when true.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(schedule, forKey: .schedule)
        try values.encode(timeSteps, forKey: .timeSteps)
        try values.encode(spikeKind, forKey: .spikeKind)
        try values.encode(leak, forKey: .leak)
        try values.encode(weightEncoding, forKey: .weightEncoding)
        if !mixedEncodings.isEmpty { try values.encode(mixedEncodings, forKey: .mixedEncodings) }
        try values.encode(scaleGranularity, forKey: .scaleGranularity)
        if neuron != NeuronConfig() { try values.encode(neuron, forKey: .neuron) }
        if hasFeedback { try values.encode(true, forKey: .hasFeedback) }
    }

    /// Encoding of a linear layer.
    public func encoding(of linear: EncoderLinear, layer: Int) -> WeightEncoding {
        mixedEncodings.first { $0.layer == layer && $0.linear == linear }?.encoding ?? weightEncoding
    }

    /// For people: the encoding, and how many linear layers have another one.
    public var weightSummary: String {
        weightEncoding.name
            + (mixedEncodings.isEmpty ? "" : " (\(mixedEncodings.count) of the linear layers otherwise)")
    }

    /// Every encoding that some layer has, or would have if it were not for `mixedEncodings`.
    public var encodings: Set<WeightEncoding> { Set([weightEncoding] + mixedEncodings.map(\.encoding)) }

    /// Pairs of products of wider codes and counts stay exact in 16 bits up to this T.
    static let wideTimeSteps = 64

    /// Checks ranges and the combinations that have a meaning.
    public func validate() throws(ConfigError) {
        guard (1...255).contains(timeSteps) else {
            throw .outOfRange(key: "time_steps", value: "\(timeSteps)", allowed: "1...255")
        }
        let places = mixedEncodings.map { "\($0.layer) \($0.linear.rawValue)" }
        guard Set(places).count == places.count else {
            throw .inconsistent("mixed_encodings names a layer twice; give each one encoding")
        }
        guard mixedEncodings.allSatisfy({ $0.linear != .feedback || hasFeedback && $0.layer == 0 }) else {
            throw .inconsistent("mixed_encodings names a feedback layer; there is one with feedback alone, in layer 0")
        }
        guard leak > 0, leak <= 1 else { throw .outOfRange(key: "leak", value: "\(leak)", allowed: "0 < leak <= 1") }
        if schedule == .counted {
            guard leak == 1 else {
                throw .inconsistent("the counted schedule needs leak 1, because counts have no order")
            }
            guard timeSteps <= 127 else {
                throw .outOfRange(key: "time_steps", value: "\(timeSteps)", allowed: "1...127 for the counted schedule")
            }
            guard timeSteps <= Self.wideTimeSteps || !encodings.contains(where: \.isWide) else {
                throw .outOfRange(
                    key: "time_steps", value: "\(timeSteps)",
                    allowed: "1...\(Self.wideTimeSteps) for uniform and balanced weights in the counted schedule")
            }
        } else if schedule == .perStep && spikeKind != .binary {
            throw .inconsistent("the perStep schedule has binary spikes; set spike_kind to binary")
        }
        guard !hasFeedback || schedule == .perStep else {
            throw .inconsistent(
                "feedback is of the perStep schedule; the others have no steps that whole networks share")
        }
        try neuron.validate(self)
    }
}
