import CSpikeKernels
import SpikeCore

/// Neurons of a site: membrane input `u = gain * x + shift`, one firing threshold for all.
public struct SiteNeurons: Sendable {
    /// V_th, leak, spike kind and dynamics. The reset is `.subtract`.
    public private(set) var parameters: NeuronParameters
    /// `[neurons]`
    public let gain: [Float]
    /// `[neurons]`
    public let shift: [Float]
    // The same on cache lines.
    private let gainLines: CacheLines
    private let shiftLines: CacheLines
    /// Salient channels: m ∈ {1, 2, 4}, `[neurons]`, and max(m) / m, what one of their spikes counts; empty elsewhere.
    let multipliers: [Int32]
    let payloads: [Int32]

    /// Creates neurons; traps when sizes disagree or the reset is hard.
    ///
    /// - Parameter multipliers: of salient channels, m times as many steps at V_th / m; empty when there are none.
    public init(parameters: NeuronParameters, gain: [Float], shift: [Float], multipliers: [UInt8] = []) {
        precondition(gain.count == shift.count, "one gain and one shift per neuron")
        precondition(multipliers.isEmpty || multipliers.count == gain.count, "one multiplier per neuron")
        precondition(parameters.reset == .subtract, "kernels subtract what a spike carries away")
        let largest = Int32(multipliers.max() ?? 1)
        let isSalient = largest > 1
        self.multipliers = isSalient ? multipliers.map(Int32.init) : []
        payloads = self.multipliers.map { largest / $0 }
        self.parameters = parameters
        self.gain = gain
        self.shift = shift
        // Steps at V_th / m are steps at V_th of m times the charge, bit for bit, because m is a power of two.
        let factors = isSalient ? multipliers.map(Float.init) : [Float](repeating: 1, count: gain.count)
        gainLines = CacheLines(zip(gain, factors).map(*), paddedTo: gain.count)
        shiftLines = CacheLines(zip(shift, factors).map(*), paddedTo: shift.count)
    }

    /// The same neurons at another firing threshold; gains and shifts are shared.
    public func at(threshold: Float) -> SiteNeurons {
        var copy = self
        copy.parameters.firingThreshold = threshold
        return copy
    }

    /// Whether some channels take more steps than others.
    public var isSalient: Bool { !multipliers.isEmpty }

    /// Whether a time step is compare, subtract and leak, so that the kernels for it apply.
    public var isOrdinary: Bool { !isSalient && parameters.dynamics == .leaky(levels: 1) }

    /// What a count of 1 stands for: V_th / max(m).
    public var unit: Float { parameters.firingThreshold / Float(largestMultiplier) }

    /// Units of a count that one spike of a neuron stands for: more than 1 beside salient channels.
    public func unitsPerSpike(_ neuron: Int) -> Int { isSalient ? Int(payloads[neuron]) : 1 }

    /// Number of neurons.
    public var count: Int { gain.count }

    /// Lends a sink that fires these neurons into `fired`, which has its shape already; gives Σ |spike| of what `body` sends.
    func withSink(into fired: inout CountMatrix, _ body: (inout spk_sink) -> Void) -> Int {
        let stride = fired.stride
        return fired.withMutableRows { fired in
            withKernelForm { neurons in
                var sink = spk_sink()
                sink.counts = fired.baseAddress
                sink.count_stride = stride
                sink.site = neurons
                body(&sink)
                return Int(sink.spikes)
            }
        }
    }

    func withKernelForm<Result>(_ body: (spk_neurons) -> Result) -> Result {
        gainLines.withFloats { gain in
            shiftLines.withFloats { shift in
                body(
                    spk_neurons(
                        gain: gain.baseAddress, shift: shift.baseAddress, threshold: parameters.firingThreshold,
                        level: parameters.firingLevel, is_signed: parameters.spikeKind == .ternary ? 1 : 0))
            }
        }
    }
}
