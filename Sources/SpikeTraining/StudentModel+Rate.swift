#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// The mean spike rate as part of what is differentiated.
    extension StudentModel {
        /// The `counted` forward pass, with the spike rate in its output.
        ///
        /// |n| comes from the values n·V_th − b that are handed on anyway, so its gradient is that of *Learned-step spikes*: u/V_th
        /// inside the window, none outside, and none for silent neurons.
        func countedForwardWithRate(
            _ batch: PaddedBatch, computeType: ElementType, wantsScores: Bool
        ) throws -> EncoderOutput {
            let rates = SpikeRateSum(batch)
            let steps = Double(config.spiking.timeSteps)
            var forward = encoderForward(computeType: computeType)
            forward.site = { site, layer, input in
                let neurons = siteParameters(site, layer: layer)
                // Single precision first: in bfloat16 n could not be read back. What is handed on has the same bits.
                let values = try spikeValues(input, site: site, layer: layer, as: .float32)
                var counts = (values + neurons.shift) / neurons.threshold
                // A salient channel's spikes are worth less each.
                let multiplier = TensorNames.site(site, layer: layer) + TensorNames.stepMultiplier
                if let multiplier = parameters.find(multiplier) { counts = counts * multiplier }
                rates.add(counts.abs() / steps)
                return values.to(computeType)
            }
            var output = try forward.run(batch, wantsScores: wantsScores)
            output.spikeRate = rates.mean
            return output
        }
    }
#endif
