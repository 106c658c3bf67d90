import SpikeModel

/// What papers count and leave out (level L0; docs/Energy.md). All take 0.9 pJ for an accumulate and 4.6 pJ for a
/// multiply-accumulate, whatever is added or multiplied.
public enum PaperConvention: String, Sendable, Codable, CaseIterable {
    /// Spikes times outputs of linear layers (arXiv:2308.10873).
    case spikingbert
    /// Spikes of linear layers and of both attention products (arXiv:2406.03287).
    case spikelm
    /// The same, and 4.6 pJ for every real multiply-accumulate elsewhere (arXiv:2302.13939).
    case spikegpt

    /// Energy of the student.
    func student(_ shape: NetworkShape, _ activity: SequenceActivity, _ preset: EnergyPreset) -> (
        fixed: Double, driven: Double
    ) {
        var operations = shape.linears.reduce(0) { total, entry in
            total + activity.spikes(entry.source.site, layer: entry.source.layer) * entry.linear.outputFeatures
        }
        if self != .spikingbert {
            for layer in shape.model.layers.indices {
                let spikes = activity.spikes(.key, layer: layer) + activity.spikes(.value, layer: layer)
                operations += spikes * activity.tokens
            }
        }
        let fixed = self == .spikegpt ? real(shape, activity, passes: shape.counter.passes) : 0
        return (Double(fixed) * preset.paper.multiplyAccumulate, Double(operations) * preset.paper.accumulate)
    }

    /// Energy of the same network without spikes.
    func dense(_ shape: NetworkShape, _ activity: SequenceActivity, _ preset: EnergyPreset) -> Double {
        let tokens = activity.tokens
        var operations = shape.linears.reduce(0) { total, entry in
            entry.name == .feedback ? total : total + tokens * entry.linear.inputFeatures * entry.linear.outputFeatures
        }
        if self != .spikingbert {
            operations += 2 * tokens * tokens * shape.encoder.hiddenSize * shape.model.layers.count
        }
        if self == .spikegpt { operations += real(shape, activity, passes: 1) }
        return Double(operations) * preset.paper.multiplyAccumulate
    }

    /// Real multiply-accumulates outside linear layers and attention products.
    private func real(_ shape: NetworkShape, _ activity: SequenceActivity, passes: Int) -> Int {
        passes * shape.sharedOperations(tokens: activity.tokens).total(.realMultiplyAccumulate)
    }
}
