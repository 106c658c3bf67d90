#if Training
    /// Where tensors live.
    public enum Device: String, Sendable, CaseIterable {
        case cpu
        /// The first CUDA device.
        case cuda

        var name: String { self == .cpu ? "cpu" : "cuda:0" }
    }
#endif
