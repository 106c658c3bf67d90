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
    /// How many weights share a scale.
    public var scaleGranularity: ScaleGranularity

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case schedule
        case timeSteps = "time_steps"
        case spikeKind = "spike_kind"
        case leak
        case weightEncoding = "weight_encoding"
        case scaleGranularity = "scale_granularity"
    }

    /// Creates a config; the defaults are the default student: counted, signed, T = 2, ternary weights.
    public init(
        schedule: SpikeSchedule = .counted, timeSteps: Int = 2, spikeKind: SpikeKind = .ternary, leak: Float = 1,
        weightEncoding: WeightEncoding = .ternary, scaleGranularity: ScaleGranularity = .perTensor
    ) {
        self.schedule = schedule
        self.timeSteps = timeSteps
        self.spikeKind = spikeKind
        self.leak = leak
        self.weightEncoding = weightEncoding
        self.scaleGranularity = scaleGranularity
    }

    /// Checks ranges and the combinations that have a meaning.
    public func validate() throws(ConfigError) {
        guard (1...255).contains(timeSteps) else {
            throw .outOfRange(key: "time_steps", value: "\(timeSteps)", allowed: "1...255")
        }
        guard leak > 0, leak <= 1 else { throw .outOfRange(key: "leak", value: "\(leak)", allowed: "0 < leak <= 1") }
        if schedule == .counted {
            guard leak == 1 else {
                throw .inconsistent("the counted schedule needs leak 1, because counts have no order")
            }
            guard timeSteps <= 127 else {
                throw .outOfRange(key: "time_steps", value: "\(timeSteps)", allowed: "1...127 for the counted schedule")
            }
        } else if spikeKind != .binary {
            throw .inconsistent("the perStep schedule has binary spikes; set spike_kind to binary")
        }
    }
}
