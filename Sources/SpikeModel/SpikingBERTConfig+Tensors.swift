import SpikeCore

extension SpikingBERTConfig {
    /// Every spiking site with its layer, in network order; the layer of the embedding site is 0 and means nothing.
    public var sites: [(site: SpikingSite, layer: Int)] {
        let embedding: [(SpikingSite, Int)] = spiking.schedule == .perStep ? [(.embedding, 0)] : []
        return embedding
            + (0..<encoder.layers).flatMap { layer in
                SpikingSite.layerSites(spiking.schedule).map { ($0, layer) }
            }
    }

    /// Shape of the scales of a linear layer.
    public func scaleShape(_ linear: EncoderLinear) -> [Int] {
        let (rows, columns) = linear.shape(encoder)
        return spiking.scaleGranularity.scaleShape(outputFeatures: rows, inputFeatures: columns)
    }

    /// Every linear layer that has codes, in network order.
    public var quantizedLinears: [(linear: EncoderLinear, layer: Int)] {
        let everywhere = (0..<encoder.layers).flatMap { layer in EncoderLinear.allCases.map { ($0, layer) } }
        return (everywhere + (spiking.hasFeedback ? [(.feedback, 0)] : [])).filter {
            spiking.encoding(of: $0.0, layer: $0.1) != .float32
        }
    }

    /// Shape of the firing threshold of a site: one, or one per time step.
    public var thresholdShape: [Int] { [spiking.hasStepThresholds ? spiking.timeSteps : 1] }

    /// Whether every site has a step multiplier for every neuron.
    public var hasMultipliers: Bool { spiking.neuron.hasSalientChannels }

    /// Tensors that a trainable checkpoint must have: BERT's, a scale per quantized layer, a threshold per site, and the
    /// multipliers of salient channels.
    public var checkpointTensors: [TensorShape] {
        encoder.encoderTensors + encoder.classifierTensors + feedbackTensors + scaleTensors
            + sites.map {
                TensorShape(TensorNames.site($0.site, layer: $0.layer) + TensorNames.firingThreshold, thresholdShape)
            }
            + (hasMultipliers ? sites : []).map {
                TensorShape(
                    TensorNames.site($0.site, layer: $0.layer) + TensorNames.stepMultiplier,
                    [$0.site.neurons(encoder)])
            }
    }

    /// Tensors that a checkpoint may leave out: gains are then 1 and shifts 0.
    public var optionalCheckpointTensors: [TensorShape] {
        sites.flatMap { entry in
            let module = TensorNames.site(entry.site, layer: entry.layer)
            let neurons = entry.site.neurons(encoder)
            return [
                TensorShape(module + TensorNames.gain, [neurons]), TensorShape(module + TensorNames.shift, [neurons]),
            ]
        }
    }

    /// Zero points, and thresholds between codes, which a checkpoint has if its quantizer does.
    public var quantizerCheckpointTensors: [TensorShape] {
        quantizedLinears.flatMap { linear, layer in
            let module = TensorNames.linear(linear, layer: layer)
            let encoding = spiking.encoding(of: linear, layer: layer)
            guard let codes = encoding.codeRange else { return [TensorShape]() }
            return [
                TensorShape(module + TensorNames.weightZero, scaleShape(linear)),
                TensorShape(module + TensorNames.weightThresholds, [(codes.count - 1) / encoding.codeSpacing]),
            ]
        }
    }

    /// The weights of the feedback connection.
    private var feedbackTensors: [TensorShape] {
        guard spiking.hasFeedback else { return [] }
        let (rows, columns) = EncoderLinear.feedback.shape(encoder)
        return [TensorShape(TensorNames.linear(.feedback, layer: 0) + TensorNames.weight, [rows, columns])]
    }

    /// The scales of the encoder's linear layers; none for real weights.
    private var scaleTensors: [TensorShape] {
        quantizedLinears.map { linear, layer in
            TensorShape(TensorNames.linear(linear, layer: layer) + TensorNames.weightScale, scaleShape(linear))
        }
    }
}
