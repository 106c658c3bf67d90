import SpikeCore
import SpikeKernels

/// Spikes that never arrive: each is lost with the same probability, independently, on its way to whatever it feeds.
///
/// What is lost depends on the seed, the tokens of the sequence, the site, the layer and the time step, so results are the
/// same for every number of threads and whatever else is in the batch.
public struct SpikeLoss: Sendable, Equatable {
    /// Probability in [0, 1].
    public var probability: Double
    /// Seed of the draws.
    public var seed: UInt64

    /// Creates a loss; traps unless the probability is one.
    public init(probability: Double, seed: UInt64 = 0) {
        precondition((0...1).contains(probability), "probabilities lie in [0, 1]")
        self.probability = probability
        self.seed = seed
    }

    /// Takes lost spikes out of what a site sent.
    ///
    /// - Parameters:
    ///   - counts: `[tokens, neurons]`; the sum of one neuron's spikes of one sign.
    ///   - chunk: whose tokens they are.
    ///   - neurons: say how many units of a count one spike is.
    ///   - place: a number of its own for every site, layer and time step.
    func apply(to counts: inout CountMatrix, of chunk: TokenChunk, at neurons: SiteNeurons, place: UInt64) {
        // The largest draws are the lost ones; at 1 all. A probability too small to be told from 0 loses none.
        let kept = 1 - probability == 1 ? UInt64.max : UInt64((1 - probability) * 0x1p63) << 1
        precondition(counts.rows == chunk.tokens, "the counts are those of the chunk")
        let (columns, stride) = (counts.columns, counts.stride)
        counts.withMutableRows { elements in
            for (sequence, rows) in zip(chunk.sequences, chunk.rows) {
                let content = sequence.ids.lazy.map { UInt64(UInt32(bitPattern: $0)) }
                var generator = SeededGenerator(seed: seed, stream: place, content: content)
                for row in rows {
                    for column in 0..<columns where elements[row * stride + column] != 0 {
                        let units = elements[row * stride + column]
                        let payload = neurons.unitsPerSpike(column)
                        let spikes = Int(units.magnitude) / payload
                        let arrived = (0..<spikes).count { _ in generator.next() < kept }
                        elements[row * stride + column] = Int8(arrived * payload) * (units < 0 ? -1 : 1)
                    }
                }
            }
        }
    }
}
