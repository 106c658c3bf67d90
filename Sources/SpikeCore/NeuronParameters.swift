/// Parameters of a leaky integrate-and-fire neuron (LIF); `leak == 1` is integrate-and-fire (IF).
///
/// One time step, in this order: integrate `u += I`, fire `s`, reset, leak `u *= leak` (arXiv:2308.10873, code order).
public struct NeuronParameters: Sendable, Equatable {
    /// V_th > 0: charge that one spike carries away, in the unit of the membrane potential.
    public var firingThreshold: Float
    /// λ in (0, 1]: fraction of the membrane potential kept from one step to the next; 1 = no leak.
    public var leak: Float
    /// What a spike does to the membrane potential.
    public var reset: NeuronReset
    /// Values one spike can take.
    public var spikeKind: SpikeKind
    /// How it fires and what it keeps.
    public var dynamics: NeuronDynamics

    /// Creates parameters; traps unless `firingThreshold > 0` and `0 < leak <= 1`.
    public init(
        firingThreshold: Float = 1, leak: Float = 1, reset: NeuronReset = .subtract, spikeKind: SpikeKind = .binary,
        dynamics: NeuronDynamics = .leaky(levels: 1)
    ) {
        precondition(firingThreshold > 0, "firingThreshold must be positive")
        precondition(leak > 0 && leak <= 1, "leak must lie in (0, 1]")
        self.firingThreshold = firingThreshold
        self.leak = leak
        self.reset = reset
        self.spikeKind = spikeKind
        self.dynamics = dynamics
    }

    /// Membrane potential at and above which the neuron fires.
    ///
    /// Binary neurons fire at V_th. Ternary neurons round to the nearest level: they fire ±1 at ±V_th/2.
    public var firingLevel: Float { spikeKind == .binary ? firingThreshold : firingThreshold / 2 }
}
