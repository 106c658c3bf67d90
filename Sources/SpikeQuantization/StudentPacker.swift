import SpikeCore
import SpikeFormats
import SpikeModel

/// Turns a trained checkpoint into the model that is deployed.
public enum StudentPacker {
    /// Packs a checkpoint: codes from the latent weights under the trained scales, shifts folded into biases.
    ///
    /// - Throws: `QuantizationError` when a `perStep` site has a shift or gain, an embedding overflows half precision,
    ///   or a folded value is not finite.
    public static func pack(
        _ checkpoint: StudentCheckpoint, embeddings: EmbeddingPrecision = .float32
    ) throws(QuantizationError) -> PackedModel {
        let config = checkpoint.config
        let encoder = config.encoder
        let isPerStep = config.spiking.schedule == .perStep
        if isPerStep { try checkPlainSites(checkpoint) }
        var layers: [PackedLayer] = []
        for index in 0..<encoder.layers {
            layers.append(try LayerPacker(checkpoint: checkpoint, layer: index).packed())
        }
        return PackedModel(
            config: config,
            wordEmbeddings: try table(TensorNames.wordEmbeddings, checkpoint, embeddings),
            positionEmbeddings: try table(TensorNames.positionEmbeddings, checkpoint, embeddings),
            typeEmbeddings: try table(TensorNames.typeEmbeddings, checkpoint, embeddings),
            embeddingNorm: checkpoint.norm(TensorNames.embeddingNorm),
            embeddingSite: isPerStep ? checkpoint.site(.embedding, layer: 0) : nil,
            feedback: config.spiking.hasFeedback
                ? try LayerPacker(checkpoint: checkpoint, layer: 0).linear(.feedback) : nil,
            layers: layers,
            classifierWeight: checkpoint.values(TensorNames.classifier + TensorNames.weight),
            classifierBias: checkpoint.values(TensorNames.classifier + TensorNames.bias))
    }

    private static func checkPlainSites(_ checkpoint: StudentCheckpoint) throws(QuantizationError) {
        for (site, layer) in checkpoint.config.sites {
            let values = checkpoint.site(site, layer: layer)
            guard values.gain.allSatisfy({ $0 == 1 }), values.shift.allSatisfy({ $0 == 0 }) else {
                throw .unfoldableSite(tensor: TensorNames.site(site, layer: layer))
            }
        }
    }

    private static func table(
        _ name: String, _ checkpoint: StudentCheckpoint, _ precision: EmbeddingPrecision
    ) throws(QuantizationError) -> EmbeddingTable {
        try precision.table(checkpoint.values(name), columns: checkpoint.config.encoder.hiddenSize, tensor: name)
    }
}

extension StudentCheckpoint {
    /// A LayerNorm by module name.
    func norm(_ module: String) -> LayerNormParameters {
        LayerNormParameters(weight: values(module + TensorNames.weight), bias: values(module + TensorNames.bias))
    }

    /// A site as trained, nothing folded.
    func site(_ site: SpikingSite, layer: Int) -> PackedSite {
        let module = TensorNames.site(site, layer: layer)
        let thresholds = values(module + TensorNames.firingThreshold)
        let multipliers =
            config.hasMultipliers ? values(module + TensorNames.stepMultiplier).map { UInt8($0) } : []
        return PackedSite(
            firingThreshold: thresholds[0], stepThresholds: config.spiking.hasStepThresholds ? thresholds : [],
            stepMultipliers: multipliers, gain: values(module + TensorNames.gain),
            shift: values(module + TensorNames.shift))
    }
}
