#if Training
    import SpikeCore
    import SpikeEngine

    /// The first weight scale of a layer, before training moves it.
    enum WeightScaleSearch {
        /// `[1]` or `[out]`: mean|W| for binary codes; for ternary ones the multiple of the standard deviation, of 25 from
        /// 0.8 to 2.0, with the least squared error.
        static func scale(_ weight: Tensor, encoding: WeightEncoding, granularity: ScaleGranularity) -> Tensor {
            let shape = granularity == .perRow ? [weight.size(0), 1] : [1, 1]
            let flat = granularity == .perRow ? weight : weight.reshaped(1, -1)
            guard encoding == .ternary else {
                return flat.abs().mean(over: [1]).atLeast(1e-8).reshaped([shape[0]])
            }
            let centered = flat - flat.mean(over: [1], keep: true)
            let deviation = centered.squared().mean(over: [1], keep: true).squareRoot().atLeast(1e-8)
            var best = deviation * 0.8
            var least = squaredError(flat, best)
            for index in 1..<25 {
                let candidate = deviation * (0.8 + 1.2 * Double(index) / 24)
                let error = squaredError(flat, candidate)
                let isBetter = (least > error).to(.float32)
                best = candidate * isBetter + best * (isBetter * -1 + 1)
                least = error * isBetter + least * (isBetter * -1 + 1)
            }
            return best.reshaped([shape[0]])
        }

        private static func squaredError(_ weight: Tensor, _ scale: Tensor) -> Tensor {
            ((weight / scale).rounded().clamped(to: -1...1) * scale - weight).squared().mean(over: [1], keep: true)
        }
    }
#endif
