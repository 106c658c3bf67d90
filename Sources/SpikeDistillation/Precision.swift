#if Training
    /// Type of matrix products in training; weights, norms and losses stay float32.
    public enum Precision: String, Sendable, Codable, CaseIterable {
        /// bfloat16 where the CPU or GPU multiplies it natively, else float32.
        case automatic
        case float32
        case bfloat16
    }
#endif
