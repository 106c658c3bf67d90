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

    /// Shape of the scale of a linear layer with `outputFeatures` rows.
    public func scaleShape(outputFeatures: Int) -> [Int] {
        spiking.scaleGranularity == .perTensor ? [1] : [outputFeatures]
    }

    /// Tensors that a trainable checkpoint must have: BERT's, a scale per quantized layer, a threshold per site.
    public var checkpointTensors: [TensorShape] {
        encoder.encoderTensors + encoder.classifierTensors + scaleTensors
            + sites.map {
                TensorShape(TensorNames.site($0.site, layer: $0.layer) + TensorNames.firingThreshold, [1])
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

    /// The scales of the encoder's linear layers; empty for real weights.
    private var scaleTensors: [TensorShape] {
        guard spiking.weightEncoding != .float32 else { return [] }
        return (0..<encoder.layers).flatMap { layer in
            EncoderLinear.allCases.map { linear in
                TensorShape(
                    TensorNames.linear(linear, layer: layer) + TensorNames.weightScale,
                    scaleShape(outputFeatures: linear.shape(encoder).outputFeatures))
            }
        }
    }
}
