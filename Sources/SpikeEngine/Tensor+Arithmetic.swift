#if Training
    import CTorchShim

    /// Elementwise operations, broadcasting as in libtorch.
    extension Tensor {
        /// The elementwise sum.
        public static func + (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_add(a.handle, b.handle)) }
        /// The elementwise difference.
        public static func - (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_sub(a.handle, b.handle)) }
        /// The elementwise product; matrices multiply with `matmul`.
        public static func * (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_mul(a.handle, b.handle)) }
        /// The elementwise quotient.
        public static func / (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_div(a.handle, b.handle)) }
        /// Adds a number to every element.
        public static func + (a: Tensor, value: Double) -> Tensor { Tensor(ts_add_scalar(a.handle, value)) }
        /// Subtracts a number from every element.
        public static func - (a: Tensor, value: Double) -> Tensor { Tensor(ts_add_scalar(a.handle, -value)) }
        /// Multiplies every element by a number.
        public static func * (a: Tensor, value: Double) -> Tensor { Tensor(ts_mul_scalar(a.handle, value)) }
        /// Multiplies every element by 1 / `value`, rounded as such.
        public static func / (a: Tensor, value: Double) -> Tensor { Tensor(ts_mul_scalar(a.handle, 1 / value)) }
        /// The elements with their signs turned.
        public static prefix func - (a: Tensor) -> Tensor { Tensor(ts_neg(a.handle)) }

        /// Magnitudes.
        public func abs() -> Tensor { Tensor(ts_abs(handle)) }
        /// Natural exponentials.
        public func exp() -> Tensor { Tensor(ts_exp(handle)) }
        /// Natural logarithms; NaN below 0.
        public func log() -> Tensor { Tensor(ts_log(handle)) }
        /// Square roots; NaN below 0.
        public func squareRoot() -> Tensor { Tensor(ts_sqrt(handle)) }
        /// Squares.
        public func squared() -> Tensor { self * self }
        /// Rounds to the nearest integer, ties to even.
        public func rounded() -> Tensor { Tensor(ts_round(handle)) }
        /// Elements outside `range` moved to its nearer bound.
        public func clamped(to range: ClosedRange<Double>) -> Tensor {
            Tensor(ts_clamp(handle, range.lowerBound, range.upperBound))
        }
        /// The larger of each element and `minimum`.
        public func atLeast(_ minimum: Double) -> Tensor { Tensor(ts_clamp(handle, minimum, Double.infinity)) }
        /// Hyperbolic tangents.
        public func tanh() -> Tensor { Tensor(ts_tanh(handle)) }
        /// max(0, x) of every element x.
        public func relu() -> Tensor { Tensor(ts_relu(handle)) }
        /// GELU in the erf form.
        public func gelu() -> Tensor { Tensor(ts_gelu(handle)) }

        /// Where `a` reaches `b`; boolean.
        public static func >= (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_ge(a.handle, b.handle)) }
        /// Where `a` reaches `value`; boolean.
        public static func >= (a: Tensor, value: Double) -> Tensor { Tensor(ts_ge_scalar(a.handle, value)) }
        /// Where `a` exceeds `value`; boolean.
        public static func > (a: Tensor, value: Double) -> Tensor { Tensor(ts_gt_scalar(a.handle, value)) }
        /// Where `a` exceeds `b`; boolean.
        public static func > (a: Tensor, b: Tensor) -> Tensor { Tensor(ts_gt(a.handle, b.handle)) }

        /// The sum of all elements, a scalar.
        public func sum() -> Tensor { Tensor(ts_sum(handle)) }
        /// The mean of all elements, a scalar.
        public func mean() -> Tensor { Tensor(ts_mean(handle)) }
        /// Sums over some dimensions, which disappear or, with `keep`, have size one.
        public func sum(over dimensions: [Int], keep: Bool = false) -> Tensor {
            Tensor(ts_sum_over(handle, dimensions.map(Int64.init), Int32(dimensions.count), keep))
        }
        /// Means over some dimensions, which disappear or, with `keep`, have size one.
        public func mean(over dimensions: [Int], keep: Bool = false) -> Tensor {
            Tensor(ts_mean_over(handle, dimensions.map(Int64.init), Int32(dimensions.count), keep))
        }
        /// Population variance of all elements.
        public func variance() -> Tensor { (self - mean()).squared().mean() }
        /// Indices of the `count` largest elements along the last dimension, largest first, int64.
        public func indicesOfLargest(_ count: Int) -> Tensor { Tensor(ts_topk(handle, Int64(count))) }
    }
#endif
