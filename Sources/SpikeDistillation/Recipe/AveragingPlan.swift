#if Training
    import SpikeCore

    /// The output student is an average over the last steps instead of what the last step left.
    public struct AveragingPlan: Sendable, Equatable, Codable {
        /// How steps are weighed.
        public enum Kind: String, Sendable, ListedWord {
            /// All alike.
            case mean
            /// Exponentially less the longer ago.
            case exponential
        }

        /// How steps are weighed.
        public var kind: Kind
        /// Last share of all steps that is averaged, in (0, 1].
        public var share: Double
        /// `exponential` only: fraction of the average kept per step, in (0, 1).
        public var decay: Double

        /// Creates a plan.
        public init(kind: Kind = .exponential, share: Double = 0.25, decay: Double = 0.995) {
            self.kind = kind
            self.share = share
            self.decay = decay
        }

        /// Checks ranges; messages name the key.
        func validate() throws(RecipeError) {
            guard share > 0, share <= 1 else {
                throw .invalid(key: "averaging.share", why: "must be above 0 and at most 1")
            }
            guard decay > 0, decay < 1 else {
                throw .invalid(key: "averaging.decay", why: "must lie between 0 and 1")
            }
            guard kind == .exponential || decay == AveragingPlan().decay else {
                throw .invalid(key: "averaging.decay", why: "a mean weighs all steps alike; leave it out")
            }
        }
    }
#endif
