import SpikeCore
import SpikeModel

/// The neurons of one site for all tokens of a sequence, and what they have done so far.
struct Population {
    let site: PackedSite
    private let neuron: NeuronParameters
    private var potentials: [[Float]]
    /// Spikes so far, `[L][neurons]`.
    private(set) var counts: [[Int]]
    private var weightedSums: [[Float]]
    private var weight: Float = 0

    init(_ site: PackedSite, tokens: Int, leak: Float) {
        self.site = site
        neuron = NeuronParameters(firingThreshold: site.firingThreshold, leak: leak)
        potentials = Array(repeating: Array(repeating: 0, count: site.gain.count), count: tokens)
        counts = Array(repeating: Array(repeating: 0, count: site.gain.count), count: tokens)
        weightedSums = potentials
    }

    /// Σ_t λ^(T-1-t) s_t / Σ_t λ^(T-1-t), `[L][neurons]`.
    var weightedRates: [[Float]] { weightedSums.map { $0.map { $0 / weight } } }

    /// One time step of all neurons on `x`, `[L][neurons]`; returns the spikes.
    mutating func step(_ x: [[Float]]) -> [[Int]] {
        weight = neuron.leak * weight + 1
        return x.indices.map { token in
            let currents = Equations.charge(x[token], site)
            return currents.indices.map { i in
                let (spike, potential) = Equations.step(
                    potential: potentials[token][i], current: currents[i], neuron)
                potentials[token][i] = potential
                counts[token][i] += Int(spike)
                weightedSums[token][i] = neuron.leak * weightedSums[token][i] + Float(spike)
                return Int(spike)
            }
        }
    }
}
