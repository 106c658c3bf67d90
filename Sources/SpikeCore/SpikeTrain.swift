/// Spikes of a layer over a window, time first: shape `[timeSteps, neurons]`.
public struct SpikeTrain: Sendable, Equatable {
    /// Number of time steps, T >= 1.
    public let timeSteps: Int
    /// Neurons in one time step.
    public let neurons: Int
    /// Values one spike can take.
    public let kind: SpikeKind
    /// `[timeSteps * neurons]`, each in the range of `kind`.
    public private(set) var spikes: [Int8]

    /// A silent train.
    public init(timeSteps: Int, neurons: Int, kind: SpikeKind) {
        precondition(timeSteps >= 1 && neurons >= 0, "a spike train needs at least one time step")
        self.timeSteps = timeSteps
        self.neurons = neurons
        self.kind = kind
        spikes = [Int8](repeating: 0, count: timeSteps * neurons)
    }

    /// The spike of `neuron` at time step `t` (from 0).
    public subscript(t: Int, neuron: Int) -> Int8 {
        get { spikes[t * neurons + neuron] }
        set { spikes[t * neurons + neuron] = newValue }
    }

    /// Spike count of every neuron over the window, n = Σ_t s_t, shape `[neurons]`.
    public var counts: [Int] {
        var sums = [Int](repeating: 0, count: neurons)
        for t in 0..<timeSteps {
            for neuron in 0..<neurons { sums[neuron] += Int(self[t, neuron]) }
        }
        return sums
    }

    /// Average spiking rate Σ_t s_t / T of every neuron, shape `[neurons]`.
    public var averageSpikingRate: [Float] { counts.map { Float($0) / Float(timeSteps) } }

    /// Leak-weighted rate Σ_t λ^(T-1-t) s_t / Σ_t λ^(T-1-t), shape `[neurons]` (arXiv:2308.10873, eq. of the ASR).
    public func leakWeightedSpikingRate(leak: Float) -> [Float] {
        precondition(leak > 0 && leak <= 1, "leak must lie in (0, 1]")
        var sums = [Float](repeating: 0, count: neurons)
        var norm: Float = 0
        for t in 0..<timeSteps {
            for neuron in 0..<neurons { sums[neuron] = leak * sums[neuron] + Float(self[t, neuron]) }
            norm = leak * norm + 1
        }
        return sums.map { $0 / norm }
    }
}
