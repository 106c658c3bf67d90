import SpikeCore

extension Equations {
    /// One time step of any neuron on `current`; returns the spike, −L...L (docs/Equations.md, "Generalized neuron",
    /// "Adaptive neuron", "Elastic neuron").
    public static func advance(_ state: inout NeuronState, current: Float, _ neuron: NeuronParameters) -> Int {
        switch neuron.dynamics {
        case .leaky(let levels):
            var u = state.potential + current
            let spikes = discharge(&u, steps: levels, neuron)
            state.potential = neuron.leak * u
            return spikes
        case .adaptive(let growth, let decay):
            var risen = neuron
            risen.firingThreshold = neuron.firingThreshold.addingProduct(growth, state.adaptation)
            var u = state.potential + current
            let spike = discharge(&u, steps: 1, risen)
            state.potential = neuron.leak * u
            state.adaptation = decay * state.adaptation + Float(spike.magnitude)
            return spike
        case .elastic(let membrane):
            return elastic(&state, current: current, alpha: neuron.firingThreshold, membrane)
        }
    }

    /// Compare-and-subtract steps without new input: takes away from `u` what the returned spikes carry.
    public static func discharge(_ u: inout Float, steps: Int, _ neuron: NeuronParameters) -> Int {
        var count = 0
        for _ in 0..<steps {
            let spike = fire(u, neuron)
            if spike > 0 { u -= neuron.firingThreshold }
            if spike < 0 { u += neuron.firingThreshold }
            count += Int(spike)
        }
        return count
    }

    /// m = x + kept; v = ±α where |m| ≥ α/2; kept = 0.25 m (α − v), or 0.25 m (α − |v|) (arXiv:2406.03287).
    private static func elastic(
        _ state: inout NeuronState, current: Float, alpha: Float, _ membrane: ElasticMembrane?
    ) -> Int {
        let m = state.potential + current
        let spike: Float = m >= alpha / 2 ? 1 : m <= -alpha / 2 ? -1 : 0
        switch membrane {
        case .released: state.potential = 0.25 * m * (alpha - spike * alpha)
        case .symmetric: state.potential = 0.25 * m * (alpha - spike.magnitude * alpha)
        case nil: state.potential = 0
        }
        return Int(spike)
    }
}
