#if Training
    import CTorchShim

    /// The codes of a weight quantizer, and how gradients pass it.
    public struct WeightCodes: Sendable, Equatable {
        /// What gradients weights and scales get.
        public enum Rule: Sendable, Equatable {
            /// Weight: all of it; scale: Σ gradient · code (arXiv:1308.3432).
            case straightThrough
            /// Weight: within the codes' range; scale: Σ gradient · (code − W/scale), ±range outside, divided by
            /// √(weights · largest code) (arXiv:1902.08153).
            case learnedStep
        }

        /// Smallest code.
        public var lowest: Int
        /// Largest code.
        public var highest: Int
        /// Distance of neighbouring codes.
        public var spacing: Int
        /// What gradients pass.
        public var rule: Rule
        /// With thresholds: β > 0, ramps of width spacing/β between codes; nil = jumps.
        public var sharpness: Double?

        /// Creates codes lowest, lowest + spacing, … highest.
        public init(
            lowest: Int, highest: Int, spacing: Int = 1, rule: Rule = .straightThrough, sharpness: Double? = nil
        ) {
            precondition(lowest < highest && (highest - lowest) % spacing == 0, "codes are evenly spaced")
            precondition((sharpness ?? 1) > 0, "sharpness is positive")
            self.lowest = lowest
            self.highest = highest
            self.spacing = spacing
            self.rule = rule
            self.sharpness = sharpness
        }

        var shim: ts_weight_codes {
            ts_weight_codes(
                lowest: Float(lowest), highest: Float(highest), spacing: Float(spacing),
                rule: rule == .learnedStep ? Int32(ts_learned_step) : Int32(ts_straight_through),
                sharpness: Float(sharpness ?? 0))
        }
    }
#endif
