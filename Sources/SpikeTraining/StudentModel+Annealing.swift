#if Training
    import SpikeEngine
    import SpikeModel

    /// Weights on the way from real to quantized (docs/Equations.md, "Annealed weights").
    extension StudentModel {
        /// The weight that a forward pass multiplies with: (1 − λ) · latent + λ · quantized, λ = `quantizedShare`.
        ///
        /// At λ = 1 it is `quantizedWeight` and nothing else.
        package func annealedWeight(_ latent: Tensor, _ linear: EncoderLinear, _ layer: Int, as type: ElementType)
            -> Tensor
        {
            guard quantizedShare < 1 else { return quantizedWeight(latent, linear, layer, as: type) }
            let quantized = quantizedWeight(latent, linear, layer, as: .float32)
            return (latent * (1 - quantizedShare) + quantized * quantizedShare).to(type)
        }
    }
#endif
