import SpikeCore
import SpikeModel

/// The neurons of one site for all tokens of a sequence, and what they have done so far.
struct Population {
    let site: PackedSite
    /// The neurons of every time step; one where all steps are alike.
    private let neurons: [NeuronParameters]
    private var states: [[NeuronState]]
    private var time = 0
    /// Spikes so far, `[L][neurons]`.
    private(set) var counts: [[Int]]
    /// Σ |s| so far.
    private(set) var fired = 0
    /// Values other than 0 so far.
    private(set) var sent = Transmissions()
    private var weightedSums: [[Float]]
    private var weight: Float = 0

    init(_ site: PackedSite, at name: SpikingSite, tokens: Int, _ spiking: SpikingConfig) {
        self.site = site
        neurons = (0..<max(1, site.stepThresholds.count)).map { site.neuron(spiking, at: name, step: $0) }
        states = Array(repeating: Array(repeating: NeuronState(), count: site.gain.count), count: tokens)
        counts = Array(repeating: Array(repeating: 0, count: site.gain.count), count: tokens)
        weightedSums = Array(repeating: Array(repeating: 0, count: site.gain.count), count: tokens)
    }

    /// Σ_t λ^(T-1-t) s_t / Σ_t λ^(T-1-t), `[L][neurons]`.
    var weightedRates: [[Float]] { weightedSums.map { $0.map { $0 / weight } } }

    /// One time step of all neurons on `x`, `[L][neurons]`; returns the spikes.
    mutating func step(_ x: [[Float]], meter: OperationMeter? = nil) -> [[Int]] {
        let neuron = neurons.count == 1 ? neurons[0] : neurons[time]
        time += 1
        weight = neuron.leak * weight + 1
        var step = Transmissions()
        defer { sent += step }
        return x.indices.map { token in
            let currents = Equations.charge(x[token], site, meter: meter)
            return currents.indices.map { i in
                let spike = Equations.advance(&states[token][i], current: currents[i], neuron, meter: meter)
                counts[token][i] += spike
                fired += abs(spike)
                step.add(spike)
                weightedSums[token][i] = neuron.leak * weightedSums[token][i] + Float(spike)
                return spike
            }
        }
    }
}
