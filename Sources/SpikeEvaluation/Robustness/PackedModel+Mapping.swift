import SpikeModel

extension PackedModel {
    /// The model with other linear layers, the feedback connection included, or other sites; both in a fixed order.
    func mapping(
        linears change: (PackedLinear) -> PackedLinear = { $0 }, sites: (PackedSite) -> PackedSite = { $0 }
    ) -> PackedModel {
        let embeddingSite = embeddingSite.map(sites)
        let layers = layers.map { layer in
            var (linears, neurons) = (layer.linears, layer.sites)
            for name in EncoderLinear.allCases {
                if let linear = linears[name] { linears[name] = change(linear) }
            }
            for name in SpikingSite.allCases {
                if let site = neurons[name] { neurons[name] = sites(site) }
            }
            return PackedLayer(
                linears: linears, sites: neurons, attentionNorm: layer.attentionNorm, outputNorm: layer.outputNorm)
        }
        return PackedModel(
            config: config, wordEmbeddings: wordEmbeddings, positionEmbeddings: positionEmbeddings,
            typeEmbeddings: typeEmbeddings, embeddingNorm: embeddingNorm, embeddingSite: embeddingSite,
            feedback: feedback.map(change), layers: layers, classifierWeight: classifierWeight,
            classifierBias: classifierBias)
    }

    /// The same for linear layers alone.
    func mapping(_ linears: (PackedLinear) -> PackedLinear) -> PackedModel { mapping(linears: linears) }
}

extension PackedLinear {
    /// The layer with other weights of the same encoding.
    func replacingWeights(_ weights: Weights) -> PackedLinear {
        PackedLinear(
            outputFeatures: outputFeatures, inputFeatures: inputFeatures, weights: weights, weightScale: weightScale,
            zeroPoint: zeroPoint, bias: bias)
    }
}
