import CSpikeKernels
import SpikeCore

/// Neurons of a site: membrane input `u = gain * x + shift`, one firing threshold for all.
public struct SiteNeurons: Sendable {
    /// V_th, leak and spike kind. The reset is `.subtract`.
    public let parameters: NeuronParameters
    /// `[neurons]`
    public let gain: [Float]
    /// `[neurons]`
    public let shift: [Float]
    // The same on cache lines.
    private let gainLines: CacheLines
    private let shiftLines: CacheLines

    /// Creates neurons; traps when sizes disagree or the reset is hard.
    public init(parameters: NeuronParameters, gain: [Float], shift: [Float]) {
        precondition(gain.count == shift.count, "one gain and one shift per neuron")
        precondition(parameters.reset == .subtract, "kernels subtract what a spike carries away")
        self.parameters = parameters
        self.gain = gain
        self.shift = shift
        gainLines = CacheLines(gain, paddedTo: gain.count)
        shiftLines = CacheLines(shift, paddedTo: shift.count)
    }

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
