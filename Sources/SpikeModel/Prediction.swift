import SpikeCore

/// Logits of a batch, and the spikes they cost.
public struct Prediction: Sendable, Equatable {
    /// `[batch][outputs]`, in the order of the input.
    public var logits: [[Float]]
    /// Spikes over the real tokens of the batch; nil for a model that does not spike.
    public var spikes: SpikeStatistics?

    /// Creates a prediction.
    public init(logits: [[Float]], spikes: SpikeStatistics? = nil) {
        self.logits = logits
        self.spikes = spikes
    }
}
