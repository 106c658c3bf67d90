import SpikeCore
import SpikeKernels
import SpikeModel

/// Everything a `perStep` student remembers from one time step to the next.
struct PerStepState {
    var embedding: SpikingPopulation
    var layers: [[SpikingSite: SpikingPopulation]]
    /// Σ_t λ^(T-1-t) s_t of the last layer, and the sum of its weights.
    var weightedSpikes: RealMatrix
    var weight: Float = 0

    /// All neurons at rest.
    init(
        _ model: PreparedModel, embeddingSite: SiteNeurons, chunk: TokenChunk, isObserved: Bool, loss: SpikeLoss?
    ) {
        let way = loss.map { LossyWay(loss: $0, chunk: chunk, place: SpikingSite.embedding.place(layer: 0)) }
        embedding = SpikingPopulation([embeddingSite], tokens: chunk.tokens, isObserved: isObserved, way: way)
        layers = model.populations(of: chunk, isObserved: isObserved, loss: loss)
        weightedSpikes = RealMatrix(rows: chunk.tokens, columns: embeddingSite.count)
    }

    /// Neurons of the last layer's output, or of the embedding when there are no layers.
    var output: SpikingPopulation { layers.last?[.layerOutput] ?? embedding }

    /// Takes the latest output spikes into the leak-weighted sums.
    mutating func weighOutput(leak: Float, _ kernels: KernelSet) {
        weight = leak * weight + 1
        weightedSpikes.scale(by: leak)
        kernels.add(output.spikes, scale: 1, to: &weightedSpikes)
    }

    /// V_th times the leak-weighted mean of the output spikes: what the window says in real numbers.
    var outputRate: RealMatrix {
        let (threshold, weight) = (output.threshold, weight)
        var rate = weightedSpikes
        rate.withMutableRows { elements in
            for index in elements.indices { elements[index] = threshold * (elements[index] / weight) }
        }
        return rate
    }
}

extension PreparedModel {
    /// The neurons of every layer, at rest.
    func populations(
        of chunk: TokenChunk, isObserved: Bool, loss: SpikeLoss?
    ) -> [[SpikingSite: SpikingPopulation]] {
        layers.enumerated().map { index, layer in
            Dictionary(
                uniqueKeysWithValues: SpikingSite.layerSites(schedule).map { site in
                    let way = loss.map { LossyWay(loss: $0, chunk: chunk, place: site.place(layer: index)) }
                    return (
                        site,
                        SpikingPopulation(
                            layer.steps(site), tokens: chunk.tokens, isObserved: isObserved, way: way)
                    )
                })
        }
    }
}

extension RealMatrix {
    /// Adds a matrix of the same shape.
    mutating func add(_ other: RealMatrix) {
        precondition((rows, columns) == (other.rows, other.columns), "sums have one shape")
        withMutableRows { elements in
            other.withRows { others in
                for index in elements.indices { elements[index] += others[index] }
            }
        }
    }

    /// Multiplies every element.
    mutating func scale(by factor: Float) {
        withMutableRows { elements in
            for index in elements.indices { elements[index] *= factor }
        }
    }
}
