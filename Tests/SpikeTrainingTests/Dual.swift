#if Training
    import Foundation

    /// A value and its derivative in one direction: differentiation forwards, which shares nothing with backpropagation.
    struct Dual {
        var value: Double
        var slope: Double

        init(_ value: Double, _ slope: Double = 0) {
            self.value = value
            self.slope = slope
        }

        /// The derivative of |x| is taken as 0 at 0.
        var magnitude: Dual { Dual(abs(value), value == 0 ? 0 : value > 0 ? slope : -slope) }

        static func + (left: Dual, right: Dual) -> Dual { Dual(left.value + right.value, left.slope + right.slope) }
        static func - (left: Dual, right: Dual) -> Dual { Dual(left.value - right.value, left.slope - right.slope) }
        static func * (left: Dual, right: Dual) -> Dual {
            Dual(left.value * right.value, left.slope * right.value + left.value * right.slope)
        }
        static func / (left: Dual, right: Dual) -> Dual {
            Dual(
                left.value / right.value,
                (left.slope * right.value - left.value * right.slope) / (right.value * right.value))
        }
        static func * (left: Double, right: Dual) -> Dual { Dual(left) * right }
    }
#endif
