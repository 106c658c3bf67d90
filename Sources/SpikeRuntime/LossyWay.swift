import SpikeKernels
import SpikeModel

/// The way of one site's spikes in one chunk, on which some get lost.
struct LossyWay: Sendable {
    let loss: SpikeLoss
    let chunk: TokenChunk
    let place: UInt64

    /// Takes lost spikes out of what one time step fired.
    func lose(from spikes: inout CountMatrix, at neurons: SiteNeurons, step: Int) {
        loss.apply(to: &spikes, of: chunk, at: neurons, place: place << 16 | UInt64(step))
    }
}

extension SpikingSite {
    /// A number of its own for every site of a network.
    func place(layer: Int) -> UInt64 {
        let sites = SpikingSite.allCases
        return UInt64(layer * sites.count + (sites.firstIndex(of: self) ?? 0))
    }
}
