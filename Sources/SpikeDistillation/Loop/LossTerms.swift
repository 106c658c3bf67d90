#if Training
    import SpikeEngine

    /// The loss of one batch and its named parts.
    public struct LossTerms {
        /// What is differentiated.
        public let total: Tensor
        /// Unweighted parts, for reports.
        public let parts: [(name: String, value: Tensor)]

        /// Creates terms.
        public init(total: Tensor, parts: [(name: String, value: Tensor)]) {
            self.total = total
            self.parts = parts
        }
    }
#endif
