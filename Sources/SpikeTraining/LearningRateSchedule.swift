#if Training
    /// The learning rate over the steps of a stage: linear warm-up, then linear from one factor to another.
    public struct LearningRateSchedule: Sendable, Equatable, Codable {
        /// Rate at factor 1.
        public var learningRate: Double
        /// Fraction of the steps that warm up from 0, in [0, 1).
        public var warmup: Double
        /// Factor right after warm-up.
        public var startFactor: Double
        /// Factor that the last step comes close to; equal to `startFactor` for a constant rate.
        public var endFactor: Double

        /// Creates a schedule.
        public init(learningRate: Double, warmup: Double = 0, startFactor: Double = 1, endFactor: Double = 0) {
            self.learningRate = learningRate
            self.warmup = warmup
            self.startFactor = startFactor
            self.endFactor = endFactor
        }

        /// Rate of step `step` (from 0) of `steps`.
        public func rate(step: Int, of steps: Int) -> Double {
            let warm = (warmup * Double(steps)).rounded(.down)
            if Double(step) < warm { return learningRate * startFactor * Double(step + 1) / warm }
            let progress = (Double(step) - warm) / max(1, Double(steps) - warm)
            return learningRate * (startFactor + (endFactor - startFactor) * progress)
        }
    }
#endif
