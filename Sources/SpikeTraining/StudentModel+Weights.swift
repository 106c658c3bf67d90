#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// Latent weights to the weights that a forward pass multiplies with.
    extension StudentModel {
        /// Suffix of the logarithm of a weight scale, shaped like the scales.
        public static let logScale = ".log_weight_scale"

        /// `weightScale * code` of a linear layer, with gradients to the latent weight and whatever is learned beside it.
        func quantizedWeight(_ latent: Tensor, _ linear: EncoderLinear, _ layer: Int, as type: ElementType) -> Tensor {
            guard let codes = weightCodes(linear, layer) else { return latent.to(type) }
            let module = TensorNames.linear(linear, layer: layer)
            let thresholds = parameters.find(module + TensorNames.weightThresholds)
            let isSign = thresholds == nil && config.spiking.encoding(of: linear, layer: layer) == .binary
            let scale = weightScale(latent, module)
            return latent.quantizedWeight(
                scale: scale, thresholds: thresholds, center: isSign ? latent.groupMeans(scale.count) : nil,
                zero: parameters.find(module + TensorNames.weightZero), codes: codes, as: type)
        }

        /// The codes of a linear layer; nil for real weights.
        private func weightCodes(_ linear: EncoderLinear, _ layer: Int) -> WeightCodes? {
            let encoding = config.spiking.encoding(of: linear, layer: layer)
            guard let range = encoding.codeRange else { return nil }
            return WeightCodes(
                lowest: range.lowerBound, highest: range.upperBound, spacing: encoding.codeSpacing,
                rule: design.quantizer == .learned ? .learnedStep : .straightThrough,
                sharpness: design.quantizer == .differential ? sharpness : nil)
        }

        /// Keeps `absmean` scales off zero.
        static let smallestMean = 1e-5

        /// `weightScale` of a module: kept, or mean|W| (arXiv:2402.17764).
        func weightScale(_ latent: Tensor, _ module: String) -> Tensor {
            if design.quantizer.keepsScale { return parameters[module + Self.logScale].exp() }
            let mean = groups(of: latent.detached()).abs().mean(over: [1])
            return mean.atLeast(Self.smallestMean).reshaped(
                config.spiking.scaleGranularity.scaleShape(
                    outputFeatures: latent.size(0), inputFeatures: latent.size(1)))
        }

        /// Weights that share a scale, `[groups, length]`.
        private func groups(of weight: Tensor) -> Tensor {
            let length = config.spiking.scaleGranularity.groupLength(
                outputFeatures: weight.size(0), inputFeatures: weight.size(1))
            return weight.reshaped(-1, length)
        }
    }
#endif
