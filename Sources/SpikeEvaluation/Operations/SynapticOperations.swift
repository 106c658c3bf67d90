import SpikeCore
import SpikeModel

/// Counts the accumulates that spikes cause in a student (docs/Study.md, "Synaptic operations").
///
/// A spike is added once to every output of every linear layer behind its site; a spike of a key or value once to every
/// query of its sequence. A count of n spikes counts n times.
public struct SynapticOperations: Sendable, Equatable {
    /// Site → outputs of the linear layers that it feeds.
    private var fanOut: [String: Int] = [:]
    /// Sites that every query of the sequence reads.
    private var attended: Set<String> = []

    /// What is behind every site of a student.
    public init(_ config: SpikingBERTConfig) {
        let schedule = config.spiking.schedule
        for layer in 0..<config.encoder.layers {
            for linear in EncoderLinear.allCases {
                let site = linear.inputSite(schedule)
                // The projections of a perStep layer read what the layer before, or the embedding, fired.
                let name =
                    site != .layerOutput
                    ? site.name(layer: layer)
                    : layer == 0 ? SpikingSite.embedding.name(layer: 0) : site.name(layer: layer - 1)
                fanOut[name, default: 0] += linear.shape(config.encoder).outputFeatures
            }
            attended.formUnion([SpikingSite.key.name(layer: layer), SpikingSite.value.name(layer: layer)])
        }
        guard config.spiking.hasFeedback, config.encoder.layers > 0 else { return }
        let last = SpikingSite.layerOutput.name(layer: config.encoder.layers - 1)
        fanOut[last, default: 0] += EncoderLinear.feedback.shape(config.encoder).outputFeatures
    }

    /// Accumulates of spikes in sequences that all have `length` tokens.
    public func count(_ spikes: SpikeStatistics, length: Int) -> Int {
        spikes.sites.reduce(0) { $0 + count(spikes: $1.activity.spikes, at: $1.name, length: length) }
    }

    /// Accumulates of spikes of one site, in sequences that all have `length` tokens.
    func count(spikes: Int, at site: String, length: Int) -> Int {
        spikes * ((fanOut[site] ?? 0) + (attended.contains(site) ? length : 0))
    }
}
