#if Training
    import SpikeEngine

    /// The loss of one batch and its named parts.
    public struct LossTerms {
        /// What is differentiated.
        public let total: Tensor
        /// Unweighted parts, for reports.
        public var parts: [(name: String, value: Tensor)]

        /// What is to be done after `total` was differentiated, for gradients that do not follow the graph; returns what there is
        /// to report of it.
        public var completion: (() throws -> [(name: String, value: Double)])?

        /// Creates terms.
        public init(
            total: Tensor, parts: [(name: String, value: Tensor)],
            completion: (() throws -> [(name: String, value: Double)])? = nil
        ) {
            self.total = total
            self.parts = parts
            self.completion = completion
        }
    }
#endif
