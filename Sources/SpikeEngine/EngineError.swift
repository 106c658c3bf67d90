#if Training
    /// Why the engine could not do what it was asked.
    public enum EngineError: Error, Sendable, Equatable, CustomStringConvertible {
        /// An operation failed inside libtorch; everything computed from its result is poisoned.
        case operationFailed(String)
        /// The device is not there.
        case deviceUnavailable(String)
        /// The CPU lacks what the fused quantizers are compiled for.
        case unsupportedCPU

        /// One line: what failed, and the fix where there is one.
        public var description: String {
            switch self {
            case .operationFailed(let message):
                "the training engine failed: \(message.split(separator: "\n").first.map(String.init) ?? message)"
            case .deviceUnavailable(let why): "device unavailable: \(why)"
            case .unsupportedCPU:
                "training needs a CPU with AVX2 and FMA; run packed models with classify or evaluate instead"
            }
        }
    }
#endif
