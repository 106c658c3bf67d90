#if Training
    import SpikeEngine
    import SpikeModel

    /// Quantized weights of one run, computed once instead of at every time step.
    final class WeightCache {
        private let forward: EncoderForward
        private var weights: [String: Tensor] = [:]

        init(_ forward: EncoderForward) { self.forward = forward }

        func weight(_ linear: EncoderLinear, _ layer: Int) throws -> Tensor {
            let module = TensorNames.linear(linear, layer: layer)
            if let known = weights[module] { return known }
            let computed = try forward.weight(linear, layer, forward.parameters[module + TensorNames.weight])
            weights[module] = computed
            return computed
        }
    }
#endif
