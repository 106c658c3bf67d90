/// Neurons of one spiking site: membrane input `u = gain * x + shift`, then T steps of fire and subtract at V_th.
public struct PackedSite: Sendable, Equatable {
    /// V_th > 0, shared by the site's neurons.
    public let firingThreshold: Float
    /// g, `[neurons]`; a gain is a threshold per neuron, V_th / g.
    public let gain: [Float]
    /// b, `[neurons]`.
    public let shift: [Float]

    /// Creates a site; traps when sizes disagree or V_th is not positive (readers check first).
    public init(firingThreshold: Float, gain: [Float], shift: [Float]) {
        precondition(firingThreshold > 0, "firingThreshold must be positive")
        precondition(gain.count == shift.count, "one gain and one shift per neuron")
        self.firingThreshold = firingThreshold
        self.gain = gain
        self.shift = shift
    }
}
