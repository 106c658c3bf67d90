#if Training
    import CTorchShim
    import SpikeCore

    /// Fused straight-through quantizers (docs/Equations.md, "Learned-step spikes" and "Quantized weights").
    extension Tensor {
        /// Spike counts as real values n·V_th − b, with straight-through gradients.
        ///
        /// u = g·x + b; T steps of compare and subtract at V_th give n in the range of `kind`. The counts are those of the
        /// packed runtime for the same x. Self: `[..., neurons]` float32 or bfloat16; gain, shift `[neurons]` float32;
        /// threshold `[1]` float32.
        public func spiking(
            gain: Tensor, shift: Tensor, threshold: Tensor, timeSteps: Int, kind: SpikeKind, as type: ElementType
        ) -> Tensor {
            Tensor(
                ts_spike_counts(
                    handle, gain.handle, shift.handle, threshold.handle, Int32(timeSteps), kind == .ternary,
                    type.rawValue))
        }

        /// The spike counts n themselves, int8, without gradient.
        public func spikeCounts(
            gain: Tensor, shift: Tensor, threshold: Tensor, timeSteps: Int, kind: SpikeKind
        ) -> Tensor {
            Tensor(
                ts_spike_counts_only(
                    handle, gain.handle, shift.handle, threshold.handle, Int32(timeSteps), kind == .ternary))
        }

        /// Ternary weights clip(round(W / scale), −1, 1) · scale, straight-through to W, Σ g·code to the scale.
        ///
        /// Self `[out, in]` float32; scale `[1]` or `[out]`.
        public func ternaryWeight(scale: Tensor, as type: ElementType) -> Tensor {
            Tensor(ts_quantize_weight(handle, scale.handle, nil, type.rawValue))
        }

        /// Binary weights ±scale with the sign of W − center (0 → −1), gradients as for ternary ones.
        ///
        /// Self `[out, in]` float32; scale and center `[1]` or `[out]`, alike.
        public func binaryWeight(scale: Tensor, center: Tensor, as type: ElementType) -> Tensor {
            Tensor(ts_quantize_weight(handle, scale.handle, center.handle, type.rawValue))
        }
    }
#endif
