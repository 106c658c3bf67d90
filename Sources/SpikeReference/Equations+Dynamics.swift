import SpikeCore
import SpikeModel

extension Equations {
    /// One time step of any neuron on `current`; returns the spike, −L...L (docs/Equations.md, "Generalized neuron",
    /// "Adaptive neuron", "Elastic neuron").
    public static func advance(
        _ state: inout NeuronState, current: Float, _ neuron: NeuronParameters, meter: OperationMeter? = nil
    ) -> Int {
        switch neuron.dynamics {
        case .leaky(let levels):
            var u = integrate(current, state, neuron, meter)
            let spikes = discharge(&u, steps: levels, neuron, meter: meter)
            state.potential = neuron.leak * u
            return spikes
        case .adaptive(let growth, let decay):
            var risen = neuron
            meter?.note(.realMultiplyAccumulate)
            risen.firingThreshold = neuron.firingThreshold.addingProduct(growth, state.adaptation)
            var u = integrate(current, state, neuron, meter)
            let spike = discharge(&u, steps: 1, risen, meter: meter)
            state.potential = neuron.leak * u
            meter?.note(.realMultiplyAccumulate)
            state.adaptation = decay * state.adaptation + Float(spike.magnitude)
            return spike
        case .elastic(let membrane):
            return elastic(&state, current: current, alpha: neuron.firingThreshold, membrane, meter)
        }
    }

    /// The potential and what arrives; the leak behind it is counted here, where there is one.
    private static func integrate(
        _ current: Float, _ state: NeuronState, _ neuron: NeuronParameters, _ meter: OperationMeter?
    ) -> Float {
        meter?.note(.add)
        if neuron.leak != 1 { meter?.note(.multiply) }
        return state.potential + current
    }

    /// Compare-and-subtract steps without new input: takes away from `u` what the returned spikes carry.
    ///
    /// A step compares one magnitude with the firing level, whatever the kind of spikes.
    public static func discharge(
        _ u: inout Float, steps: Int, _ neuron: NeuronParameters, meter: OperationMeter? = nil
    ) -> Int {
        var count = 0
        for _ in 0..<steps {
            let spike = fire(u, neuron)
            meter?.note(.compare)
            if spike != 0 { meter?.note(.add) }
            if spike > 0 { u -= neuron.firingThreshold }
            if spike < 0 { u += neuron.firingThreshold }
            count += Int(spike)
        }
        return count
    }

    /// m = x + kept; v = ±α where |m| ≥ α/2; kept = 0.25 m (α − v), or 0.25 m (α − |v|) (arXiv:2406.03287).
    private static func elastic(
        _ state: inout NeuronState, current: Float, alpha: Float, _ membrane: ElasticMembrane?, _ meter: OperationMeter?
    ) -> Int {
        if membrane != nil {
            // m, then α − v, and two products; v is a choice.
            meter?.note(.add, 2)
            meter?.note(.multiply, 2)
        }
        meter?.note(.compare)
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
