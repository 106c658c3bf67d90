import SpikeCore

/// Neurons of one spiking site: membrane input `u = gain * x + shift`, then T steps of fire and subtract at V_th.
public struct PackedSite: Sendable, Equatable {
    /// V_th > 0, shared by the site's neurons; of an elastic site α of the first time step.
    public let firingThreshold: Float
    /// Elastic sites: α > 0 of every time step, `[T]`; empty elsewhere.
    public let stepThresholds: [Float]
    /// Sites with salient channels: m ∈ {1, 2, 4}, `[neurons]`: m times as many steps at V_th / m; empty elsewhere.
    public let stepMultipliers: [UInt8]
    /// g, `[neurons]`; a gain is a threshold per neuron, V_th / g.
    public let gain: [Float]
    /// b, `[neurons]`.
    public let shift: [Float]

    /// Creates a site; traps when sizes disagree or a threshold is not positive (readers check first).
    public init(
        firingThreshold: Float, stepThresholds: [Float] = [], stepMultipliers: [UInt8] = [], gain: [Float],
        shift: [Float]
    ) {
        precondition(firingThreshold > 0 && stepThresholds.allSatisfy { $0 > 0 }, "firingThreshold must be positive")
        precondition(gain.count == shift.count, "one gain and one shift per neuron")
        precondition(stepMultipliers.isEmpty || stepMultipliers.count == gain.count, "one multiplier per neuron")
        self.firingThreshold = firingThreshold
        self.stepThresholds = stepThresholds
        self.stepMultipliers = stepMultipliers
        self.gain = gain
        self.shift = shift
    }

    /// V_th in time step `t`.
    public func threshold(at t: Int = 0) -> Float { stepThresholds.isEmpty ? firingThreshold : stepThresholds[t] }

    /// Largest step multiplier of the site, 1 without salient channels.
    public var largestMultiplier: Int { Int(stepMultipliers.max() ?? 1) }

    /// m of neuron `index`.
    public func multiplier(_ index: Int) -> Int { stepMultipliers.isEmpty ? 1 : Int(stepMultipliers[index]) }

    /// What a count of 1 stands for in time step `t`: V_th / max(m).
    public func unit(at t: Int = 0) -> Float { threshold(at: t) / Float(largestMultiplier) }

    /// Whether all gains are 1 and all shifts 0, so that there is nothing to compute in front of the neurons.
    public var isPlain: Bool { gain.allSatisfy { $0 == 1 } && shift.allSatisfy { $0 == 0 } }

    /// Largest magnitude of what one transmission can carry, in units of V_th / max(m); 1: plain spikes.
    ///
    /// - Parameters:
    ///   - spiking: with the T that is run.
    ///   - execution: of the `counted` schedule.
    public func largestValue(_ spiking: SpikingConfig, _ execution: StudentExecution) -> Int {
        let sendsWindows = spiking.schedule == .counted && execution == .onePass
        return (sendsWindows ? spiking.timeSteps : 1) * spiking.neuron.levels * largestMultiplier
    }

    /// Bytes on disk.
    public var byteCount: Int { 4 * (max(1, stepThresholds.count) + 2 * gain.count) + stepMultipliers.count }

    /// The neurons in time step `t`.
    public func neuron(_ spiking: SpikingConfig, at site: SpikingSite, step t: Int = 0) -> NeuronParameters {
        NeuronParameters(
            firingThreshold: threshold(at: t), leak: spiking.leak, spikeKind: spiking.spikeKind,
            dynamics: spiking.dynamics(at: site))
    }
}
