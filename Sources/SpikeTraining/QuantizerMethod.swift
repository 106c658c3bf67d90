#if Training
    import SpikeCore

    /// How a student's weights become codes in training (docs/Equations.md, "Quantized weights").
    public enum QuantizerMethod: String, Sendable, ListedWord {
        /// Scale mean|W| of the latent weights in every forward pass (BitNet, arXiv:2310.11453, arXiv:2402.17764).
        case absmean
        /// Range fitted once on the first weights, min–max, percentile or least squares; the scale then stays.
        case uniform
        /// Scale learned as what multiplies the codes.
        case learnedScale
        /// Scale learned as the step that divides the weights (LSQ, arXiv:1902.08153).
        case learned
        /// Thresholds between the codes learned beside the scale.
        case learnedThresholds
        /// The same through ramps instead of jumps, which become steeper during training until they are jumps.
        case differential

        /// Error-compensated rounding is where training starts, not how weights are rounded in it.
        public static func advice(on word: String) -> String? {
            guard ["gptq", "optq", "dataaware"].contains(word.lowercased()) else { return nil }
            return "error-compensated rounding in the manner of GPTQ is initialization.method 'dataAware'"
        }

        /// Whether there is a scale to keep; otherwise it is computed from the weights.
        public var keepsScale: Bool { self != .absmean }
        /// Whether the scale is trained.
        public var learnsScale: Bool { self != .absmean && self != .uniform }
        /// Whether there are thresholds, which are trained.
        public var hasThresholds: Bool { self == .learnedThresholds || self == .differential }

        /// Most bits for which one threshold per pair of neighbouring codes is learned.
        public static let thresholdBits = 4

        /// What an encoding lacks for this method; nil when it has everything.
        public func objection(to encoding: WeightEncoding) -> String? {
            guard encoding.isWide else { return nil }
            let bits = encoding.packedBits
            if self == .absmean {
                return "absmean knows binary and ternary weights; use uniform, learnedScale or learned"
            }
            if hasThresholds, bits > Self.thresholdBits {
                return "\(rawValue) learns thresholds of up to \(Self.thresholdBits) bits, not \(bits); use learned"
            }
            return nil
        }
    }
#endif
