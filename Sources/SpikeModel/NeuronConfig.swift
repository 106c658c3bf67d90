import SpikeCore

/// What the neurons of a student are, beside leak and spike kind: the `neuron` block of a `spiking_config`.
public struct NeuronConfig: Sendable, Equatable, Codable {
    /// What a neuron remembers.
    public var kind: NeuronKind
    /// L in 1...127: compare-and-subtract steps, that is graded spikes of up to L, in one time step of a leaky neuron.
    public var levels: Int
    /// `elastic`: what is left after a spike.
    public var membrane: ElasticMembrane
    /// `adaptive`: β >= 0, what a spike adds to the firing threshold.
    public var growth: Float
    /// `adaptive`: ρ in [0, 1), the part of it that is left a time step later.
    public var decay: Float
    /// `counted`: whether sites have salient channels, which take 2 or 4 times as many steps.
    public var hasSalientChannels: Bool

    /// Largest step multiplier of a salient channel.
    public static let largestMultiplier = 4

    private enum CodingKeys: String, CodingKey {
        case kind, levels, membrane, growth, decay
        case hasSalientChannels = "salient_channels"
    }

    /// Creates a config; the defaults are the ordinary neuron.
    public init(
        kind: NeuronKind = .leaky, levels: Int = 1, membrane: ElasticMembrane = .released, growth: Float = 0.2,
        decay: Float = 0.9, hasSalientChannels: Bool = false
    ) {
        self.kind = kind
        self.levels = levels
        self.membrane = membrane
        self.growth = growth
        self.decay = decay
        self.hasSalientChannels = hasSalientChannels
    }

    /// In a few words, for model cards and reports.
    public var summary: String {
        switch kind {
        case .leaky:
            "leaky" + (levels > 1 ? ", \(levels) levels" : "") + (hasSalientChannels ? ", salient channels" : "")
        case .adaptive: "adaptive, growth \(growth), decay \(decay)"
        case .elastic: "elastic, \(membrane.rawValue)"
        }
    }

    /// Checks ranges, and that schedule and spikes are those that these neurons have.
    func validate(_ spiking: SpikingConfig) throws(ConfigError) {
        guard (1...127).contains(levels) else {
            throw .outOfRange(key: "levels", value: "\(levels)", allowed: "1...127")
        }
        guard growth >= 0, growth.isFinite else {
            throw .outOfRange(key: "growth", value: "\(growth)", allowed: "at least 0")
        }
        guard decay >= 0, decay < 1 else {
            throw .outOfRange(key: "decay", value: "\(decay)", allowed: "0 <= decay < 1")
        }
        guard kind == .leaky || levels == 1 else {
            throw .inconsistent("\(kind.rawValue) neurons have one level; set levels to 1 or kind to leaky")
        }
        switch kind {
        case .leaky: break
        case .adaptive:
            guard spiking.schedule != .counted else {
                throw .inconsistent(
                    "adaptive thresholds follow the order of spikes, which counts lack; use perStep or realResidual")
            }
        case .elastic:
            guard spiking.schedule == .realResidual, spiking.spikeKind == .ternary, spiking.leak == 1 else {
                throw .inconsistent(
                    "elastic neurons need the realResidual schedule, ternary spikes and leak 1; they have their own membrane"
                )
            }
        }
        try validateCounts(spiking)
    }

    private func validateCounts(_ spiking: SpikingConfig) throws(ConfigError) {
        let isCounted = spiking.schedule == .counted
        guard isCounted || !hasSalientChannels else {
            throw .inconsistent("salient channels need the counted schedule, whose counts they refine")
        }
        let largest = (isCounted ? spiking.timeSteps : 1) * levels * (hasSalientChannels ? Self.largestMultiplier : 1)
        guard largest <= 127 else {
            throw .inconsistent(
                "counts reach time_steps x levels x largest multiplier = \(largest), but 8 bits hold 127; lower one of them"
            )
        }
        guard largest <= SpikingConfig.wideTimeSteps || !spiking.encodings.contains(where: \.isWide) else {
            throw .inconsistent(
                "counts reach \(largest), but uniform and balanced weights take \(SpikingConfig.wideTimeSteps); lower levels or multipliers"
            )
        }
    }
}

extension SpikingConfig {
    /// Compare-and-subtract steps of one `counted` window, T · L: L levels in each of T steps are T · L steps.
    public var windowSteps: Int { timeSteps * neuron.levels }

    /// Whether the shift of a site is folded into what follows it, so that a site can have gain and shift.
    public var foldsShifts: Bool { schedule != .perStep }

    /// Whether every time step has a firing threshold of its own.
    public var hasStepThresholds: Bool { neuron.kind == .elastic }

    /// What the neurons of a site do in a time step. Elastic keys and values have no membrane (arXiv:2406.03287).
    public func dynamics(at site: SpikingSite) -> NeuronDynamics {
        switch neuron.kind {
        case .leaky: .leaky(levels: neuron.levels)
        case .adaptive: .adaptive(growth: neuron.growth, decay: neuron.decay)
        case .elastic: .elastic(site.feedsLinear ? neuron.membrane : nil)
        }
    }
}
