#if Training
    import SpikeEngine

    /// What a solver found.
    public struct FixedPoint {
        /// z, as good as it got.
        public let value: Tensor
        /// ‖g(z) − z‖ / ‖g(z)‖ there.
        public let residual: Double
        /// Evaluations of g up to this z.
        public let iterations: Int
        /// Whether the residual is within the tolerance.
        public let isConverged: Bool
    }
#endif
