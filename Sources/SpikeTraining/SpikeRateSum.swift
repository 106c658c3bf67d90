#if Training
    import SpikeEngine

    /// Adds up the spikes of one forward pass as a differentiable number (docs/Equations.md, "Distillation losses").
    final class SpikeRateSum {
        private let batch: PaddedBatch
        private var rates: Tensor?
        private var neurons = 0

        init(_ batch: PaddedBatch) { self.batch = batch }

        /// Adds one site's spikes per neuron and step, `[B, L, neurons]`; padding is left out here.
        func add(_ rate: Tensor) {
            let sum = (rate.to(.float32) * batch.mask).sum()
            rates = rates.map { $0 + sum } ?? sum
            neurons += rate.size(-1)
        }

        /// The mean over all neurons of all sites and all real tokens, a scalar; nil before the first site.
        var mean: Tensor? { rates.map { $0 / Double(neurons * batch.tokens) } }
    }
#endif
