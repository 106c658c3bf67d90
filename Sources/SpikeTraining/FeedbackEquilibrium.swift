#if Training
    import SpikeEngine

    /// The equilibrium that a forward pass of a student with feedback was made at.
    public struct FeedbackEquilibrium {
        /// What flows back, V_th · a* of the last layer, `[B, L, D]`; a leaf that collects the loss's gradient.
        let returned: Tensor
        /// The rates that stand at the taps of that pass instead of the chain's, if any.
        let measuredRates: [Tensor]?
        /// ‖g(z) − z‖ / ‖g(z)‖.
        public let residual: Double
        /// Evaluations of the network that it took; 0 where measured rates stand for it.
        public let iterations: Int
        /// Whether the residual is within the solver's tolerance.
        public let isConverged: Bool
    }
#endif
