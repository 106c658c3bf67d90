#if Training
    import SpikeCore
    import SpikeEngine

    /// Type of matrix products in training; weights, norms and losses stay float32.
    public enum Precision: String, Sendable, ListedWord {
        /// Whichever of the two this machine multiplies faster, measured when a training starts.
        case automatic
        case float32
        case bfloat16

        /// The type of matrix products on a device.
        ///
        /// CPU flags do not tell: among processors with bfloat16 instructions some multiply it at twice the speed of float32
        /// and some at half. Cost: some milliseconds for `automatic`.
        func computeType(on device: Device) throws -> ElementType {
            switch self {
            case .float32: return .float32
            case .bfloat16: return .bfloat16
            case .automatic:
                guard device == .cpu else { return .bfloat16 }
                return try Self.seconds(.bfloat16) * Self.worthwhileGain < Self.seconds(.float32) ? .bfloat16 : .float32
            }
        }

        /// bfloat16 costs conversions around every product, so a small gain is none.
        private static let worthwhileGain = 1.3

        /// The fastest of some products of a typical shape.
        private static func seconds(_ type: ElementType) throws -> Double {
            let input = Tensor.full([512, 384], 0.5).to(type)
            let weight = Tensor.full([1536, 384], 0.5).to(type)
            var best = Duration.seconds(1)
            for _ in 0..<8 {
                let start = ContinuousClock.now
                _ = input.linear(weight)
                best = min(best, ContinuousClock.now - start)
            }
            try Engine.check()
            return best / .seconds(1)
        }
    }
#endif
