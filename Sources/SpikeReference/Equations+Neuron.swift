import SpikeCore

extension Equations {
    /// One time step of a neuron: integrate, fire, reset, leak (arXiv:2308.10873, order of the released code).
    ///
    /// `u += I; s = fire(u); u = reset(u, s); u = λ u`. Binary: s = 1 if u ≥ V_th. Ternary: s = ±1 at ±u ≥ V_th / 2.
    public static func step(
        potential: Float, current: Float, _ neuron: NeuronParameters
    ) -> (spike: Int8, potential: Float) {
        var u = potential + current
        let spike = fire(u, neuron)
        if spike != 0 {
            switch neuron.reset {
            case .subtract: u = spike > 0 ? u - neuron.firingThreshold : u + neuron.firingThreshold
            case .toValue(let value): u = value
            }
        }
        return (spike, neuron.leak * u)
    }

    /// The spike that membrane potential `u` causes.
    public static func fire(_ u: Float, _ neuron: NeuronParameters) -> Int8 {
        if u >= neuron.firingLevel { return 1 }
        return neuron.spikeKind == .ternary && u <= -neuron.firingLevel ? -1 : 0
    }

    /// The spike train of neurons that start at rest.
    ///
    /// - Parameter currents: `[T][neurons]`.
    public static func spikeTrain(currents: [[Float]], _ neuron: NeuronParameters) -> SpikeTrain {
        precondition(!currents.isEmpty, "a window has at least one time step")
        let neurons = currents[0].count
        var train = SpikeTrain(timeSteps: currents.count, neurons: neurons, kind: neuron.spikeKind)
        var potentials = [Float](repeating: 0, count: neurons)
        for t in 0..<currents.count {
            for i in 0..<neurons {
                (train[t, i], potentials[i]) = step(potential: potentials[i], current: currents[t][i], neuron)
            }
        }
        return train
    }

    /// The spike train of neurons that integrated the whole window, `u`, before they fire (`counted` schedule).
    ///
    /// The current arrives in the first time step; the following steps only fire and subtract.
    public static func windowTrain(charges: [Float], timeSteps: Int, _ neuron: NeuronParameters) -> SpikeTrain {
        let silence = [Float](repeating: 0, count: charges.count)
        return spikeTrain(currents: [charges] + Array(repeating: silence, count: timeSteps - 1), neuron)
    }

    /// Spike count of one neuron that integrated `u` before it fires: T compare-and-subtract steps, never a division.
    public static func windowCount(charge: Float, timeSteps: Int, _ neuron: NeuronParameters) -> Int {
        var u = charge
        return discharge(&u, steps: timeSteps, neuron)
    }
}
