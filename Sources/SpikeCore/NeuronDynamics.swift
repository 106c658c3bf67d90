/// How a neuron fires and what it keeps, in the terms of a time step (docs/Equations.md, from "Neuron" on).
public enum NeuronDynamics: Sendable, Equatable {
    /// Up to `levels` >= 1 compare-and-subtract steps in one time step, then the leak; 1 is the ordinary neuron
    /// (arXiv:2407.04752).
    case leaky(levels: Int)
    /// V_th + growth · a, where a ← decay · a + |spike|; growth >= 0 in the unit of V_th, decay in [0, 1).
    case adaptive(growth: Float, decay: Float)
    /// V_th is α of the time step; nil has no membrane, so that every time step stands alone.
    case elastic(ElasticMembrane?)
}
