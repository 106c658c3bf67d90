import SpikeCore
import SpikeModel

extension OperationCounter {
    /// Integrate, compare, subtract and leak of one site's neurons.
    func countNeurons(
        _ site: SpikingSite, _ index: Int, _ activity: SequenceActivity, _ tally: inout OperationTally
    ) {
        guard let neurons = model.site(site, layer: index) else { return }
        let place = OperationPlace(.neurons(site), layer: site == .embedding ? nil : index)
        let updates = neurons.gain.count * activity.tokens * passes
        let spikes = activity.spikes(site, layer: index)
        if !neurons.isPlain { tally.add(.realMultiplyAccumulate, updates, at: place) }
        guard spiking.schedule != .counted else {
            // Membranes start empty, so the charge is the potential; then T · L · m steps.
            let steps = neurons.gain.indices.reduce(0) { $0 + neurons.multiplier($1) } * spiking.windowSteps
            tally.add(.compare, steps * activity.tokens, at: place)
            tally.add(.add, spikes, at: place)
            return
        }
        step(spiking.dynamics(at: site), updates: updates, spikes: spikes, at: place, &tally)
    }

    /// `updates` time steps of single neurons.
    private func step(
        _ dynamics: NeuronDynamics, updates: Int, spikes: Int, at place: OperationPlace, _ tally: inout OperationTally
    ) {
        switch dynamics {
        case .leaky(let levels):
            tally.add(.add, updates + spikes, at: place)
            tally.add(.compare, updates * levels, at: place)
        case .adaptive:
            tally.add(.realMultiplyAccumulate, 2 * updates, at: place)
            tally.add(.add, updates + spikes, at: place)
            tally.add(.compare, updates, at: place)
        case .elastic(let membrane):
            tally.add(.compare, updates, at: place)
            if membrane != nil {
                tally.add(.add, 2 * updates, at: place)
                tally.add(.multiply, 2 * updates, at: place)
            }
            return
        }
        if spiking.leak != 1 { tally.add(.multiply, updates, at: place) }
    }
}
