#if Training
    import CTorchShim
    import SpikeCore

    /// Fused straight-through quantizers (docs/Equations.md, "Learned-step spikes").
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

        /// Means of so many groups of neighbours, `[groups]`, summed in double precision; without gradient.
        public func groupMeans(_ groups: Int) -> Tensor { Tensor(ts_group_means(handle, Int64(groups))) }

        /// Weights as `scale * code` in one pass (docs/Equations.md, "Quantized weights").
        ///
        /// Self: latent weights `[out, in]` float32, in as many groups of neighbours as there are scales.
        ///
        /// - Parameters:
        ///   - scale: multipliers, one per group.
        ///   - thresholds: between neighbouring codes, in scales; nil rounds.
        ///   - center: one per group: codes are ±1 by comparison with it; nil rounds.
        ///   - zero: code that stands for zero, one per group.
        public func quantizedWeight(
            scale: Tensor, thresholds: Tensor? = nil, center: Tensor? = nil, zero: Tensor? = nil, codes: WeightCodes,
            as type: ElementType
        ) -> Tensor {
            Tensor(
                thresholds, center, zero,
                operation: ts_quantize_weight(
                    handle, scale.handle, thresholds?.handle, center?.handle, zero?.handle, codes.shim, type.rawValue))
        }
    }
#endif
