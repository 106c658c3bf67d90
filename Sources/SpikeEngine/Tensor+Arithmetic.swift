#if Training
    import CTorchShim

    /// Elementwise operations, broadcasting as in libtorch.
    extension Tensor {
        public static func + (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_add(a.handle, b.handle)) }
        public static func - (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_sub(a.handle, b.handle)) }
        public static func * (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_mul(a.handle, b.handle)) }
        public static func / (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_div(a.handle, b.handle)) }
        public static func + (a: Tensor, value: Double) -> Tensor { Tensor(ts_add_scalar(a.handle, value)) }
        public static func - (a: Tensor, value: Double) -> Tensor { Tensor(ts_add_scalar(a.handle, -value)) }
        public static func * (a: Tensor, value: Double) -> Tensor { Tensor(ts_mul_scalar(a.handle, value)) }
        public static func / (a: Tensor, value: Double) -> Tensor { Tensor(ts_mul_scalar(a.handle, 1 / value)) }
        public static prefix func - (a: Tensor) -> Tensor { Tensor(ts_neg(a.handle)) }

        public func abs() -> Tensor { Tensor(ts_abs(handle)) }
        public func exp() -> Tensor { Tensor(ts_exp(handle)) }
        public func log() -> Tensor { Tensor(ts_log(handle)) }
        public func squareRoot() -> Tensor { Tensor(ts_sqrt(handle)) }
        public func squared() -> Tensor { self * self }
        public func power(_ exponent: Double) -> Tensor { Tensor(ts_pow_scalar(handle, exponent)) }
        public func reciprocal() -> Tensor { Tensor(ts_reciprocal(handle)) }
        /// Rounds to the nearest integer, ties to even.
        public func rounded() -> Tensor { Tensor(ts_round(handle)) }
        public func clamped(to range: ClosedRange<Double>) -> Tensor {
            Tensor(ts_clamp(handle, range.lowerBound, range.upperBound))
        }
        /// The larger of each element and `minimum`.
        public func atLeast(_ minimum: Double) -> Tensor { Tensor(ts_clamp(handle, minimum, Double.infinity)) }
        public func tanh() -> Tensor { Tensor(ts_tanh(handle)) }
        public func relu() -> Tensor { Tensor(ts_relu(handle)) }
        /// GELU in the erf form.
        public func gelu() -> Tensor { Tensor(ts_gelu(handle)) }

        /// Elementwise comparisons; the result is boolean.
        public static func >= (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_ge(a.handle, b.handle)) }
        public static func >= (a: Tensor, value: Double) -> Tensor { Tensor(ts_ge_scalar(a.handle, value)) }
        public static func > (a: Tensor, value: Double) -> Tensor { Tensor(ts_gt_scalar(a.handle, value)) }
        public static func > (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_gt(a.handle, b.handle)) }
        public func maximum(_ other: Tensor) -> Tensor { Tensor(ts_maximum(handle, other.handle)) }
        /// Elements of `self` where the boolean `mask` is false, `value` elsewhere.
        public func filled(where mask: Tensor, with value: Double) -> Tensor {
            Tensor(ts_masked_fill(handle, mask.handle, value))
        }
        public func logicalNot() -> Tensor { Tensor(ts_logical_not(handle)) }

        public func sum() -> Tensor { Tensor(ts_sum(handle)) }
        public func mean() -> Tensor { Tensor(ts_mean(handle)) }
        public func sum(over dimensions: [Int], keep: Bool = false) -> Tensor {
            Tensor(ts_sum_over(handle, dimensions.map(Int64.init), Int32(dimensions.count), keep))
        }
        public func mean(over dimensions: [Int], keep: Bool = false) -> Tensor {
            Tensor(ts_mean_over(handle, dimensions.map(Int64.init), Int32(dimensions.count), keep))
        }
        /// Population variance of all elements.
        public func variance() -> Tensor { (self - mean()).squared().mean() }
        /// Index of the largest element along a dimension, int64.
        public func indexOfMaximum(along dimension: Int) -> Tensor { Tensor(ts_argmax(handle, Int64(dimension))) }
    }
#endif
