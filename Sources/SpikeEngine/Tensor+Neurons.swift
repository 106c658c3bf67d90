#if Training
    import CTorchShim
    import SpikeCore

    /// Neurons one time step at a time (docs/Equations.md, "Surrogate gradients").
    extension Tensor {
        /// The spikes that potentials u cause in one time step, and what they leave: `levels` times compare and subtract.
        ///
        /// Self float32; `threshold` `[1]` or shaped like self. The forward pass is exact; `surrogate` stands for the
        /// derivative in the backward pass, also of the threshold.
        public func fired(
            threshold: Tensor, levels: Int, kind: SpikeKind, surrogate: SurrogateGradient
        ) -> (spikes: Tensor, rest: Tensor) {
            let shape: Int32 =
                switch surrogate.kind {
                case .straightThrough: 0
                case .arctan: 1
                case .sigmoid: 2
                case .triangle: 3
                }
            var rest: ts_tensor?
            let spikes = ts_fire_step(
                handle, threshold.handle, Int32(levels), kind == .ternary, shape, surrogate.width, &rest)
            return (Tensor(spikes), Tensor(rest))
        }

        /// g·x + b rounded once, as the packed runtime charges neurons; gain and shift `[neurons]`, result float32.
        public func charged(gain: Tensor, shift: Tensor) -> Tensor {
            Tensor(ts_charge(handle, gain.handle, shift.handle))
        }
    }
#endif
