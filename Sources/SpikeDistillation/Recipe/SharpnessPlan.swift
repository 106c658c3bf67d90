#if Training
    import Foundation

    /// How the ramps between codes of quantizer `differential` become jumps (docs/Equations.md, "Quantized weights").
    public struct SharpnessPlan: Sendable, Equatable, Codable {
        /// β of the first step; 1 makes neighbouring ramps meet: no quantization but clipping.
        public var from: Double
        /// β at the end of the ramps.
        public var to: Double
        /// Share of all steps with ramps; the rest trains with jumps, as the packed model has them.
        public var share: Double

        /// Creates a plan.
        public init(from: Double = 1, to: Double = 16, share: Double = 0.8) {
            self.from = from
            self.to = to
            self.share = share
        }

        /// β at `progress` in 0..<1 of the training: from · (to/from)^(progress/share); nil once there are jumps.
        public func sharpness(at progress: Double) -> Double? {
            progress < share ? from * pow(to / from, progress / share) : nil
        }

        func validate() throws(RecipeError) {
            guard from > 0, to >= from, to.isFinite else {
                throw .invalid(key: "student.sharpness", why: "needs 0 < from <= to")
            }
            guard (0...1).contains(share) else {
                throw .invalid(key: "student.sharpness.share", why: "must lie in 0...1")
            }
        }
    }
#endif
