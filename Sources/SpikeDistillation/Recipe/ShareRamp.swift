#if Training
    /// A share that moves in a straight line over the steps of a stage.
    public struct ShareRamp: Sendable, Equatable, Codable {
        /// Share in the first step.
        public var from: Double
        /// Share in the last step.
        public var to: Double

        /// Creates a ramp.
        public init(from: Double = 0, to: Double = 1) {
            self.from = from
            self.to = to
        }

        /// Share of step `step` (from 0) of `steps`.
        public func share(step: Int, of steps: Int) -> Double {
            step >= steps - 1 ? to : from + (to - from) * Double(step) / Double(steps - 1)
        }

        /// Checks ranges; `key` is the ramp's place in the recipe.
        func validate(key: String) throws(RecipeError) {
            for (name, value) in [("from", from), ("to", to)] {
                guard (0...1).contains(value) else {
                    throw .invalid(key: "\(key).\(name)", why: "is a share; it must lie in 0...1")
                }
            }
        }
    }
#endif
