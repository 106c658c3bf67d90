import Foundation
import SpikeCore
import SpikeModel

/// Writes the tensors of a packed model under their names.
enum PackedTensors {
    static func write(_ model: PackedModel, to url: URL) throws(FormatError) {
        var writer = SafetensorsWriter()
        writer.add(model.wordEmbeddings, TensorNames.wordEmbeddings)
        writer.add(model.positionEmbeddings, TensorNames.positionEmbeddings)
        writer.add(model.typeEmbeddings, TensorNames.typeEmbeddings)
        writer.add(model.embeddingNorm, TensorNames.embeddingNorm)
        if let site = model.embeddingSite { writer.add(site, TensorNames.site(.embedding, layer: 0)) }
        if let feedback = model.feedback { writer.add(feedback, .feedback, layer: 0, model.config) }
        for (index, layer) in model.layers.enumerated() {
            for (linear, values) in layer.linears { writer.add(values, linear, layer: index, model.config) }
            for (site, values) in layer.sites { writer.add(values, TensorNames.site(site, layer: index)) }
            writer.add(layer.attentionNorm, TensorNames.attentionNorm(layer: index))
            writer.add(layer.outputNorm, TensorNames.outputNorm(layer: index))
        }
        let encoder = model.config.encoder
        let classifier = TensorNames.classifier
        writer.add(
            classifier + TensorNames.weight, floats: model.classifierWeight,
            shape: [encoder.outputs, encoder.hiddenSize])
        writer.add(classifier + TensorNames.bias, floats: model.classifierBias, shape: [encoder.outputs])
        try writer.write(to: url)
    }
}

extension SafetensorsWriter {
    fileprivate mutating func add(_ table: EmbeddingTable, _ name: String) {
        let shape = [table.rows, table.columns]
        switch table.storage {
        case .float32(let values): add(name, floats: values, shape: shape)
        case .float16(let values): add(name, halves: values, shape: shape)
        case .integers(let codes):
            let stride = RowCodes.bytesPerRow(bits: codes.bits, columns: codes.columns)
            add(TensorNames.tableCodes(name), bytes: codes.bytes, shape: [codes.rows, stride])
            add(TensorNames.tableScale(name), halves: codes.scales, shape: [codes.rows])
        }
    }

    fileprivate mutating func add(_ norm: LayerNormParameters, _ module: String) {
        add(module + TensorNames.weight, floats: norm.weight, shape: [norm.weight.count])
        add(module + TensorNames.bias, floats: norm.bias, shape: [norm.bias.count])
    }

    fileprivate mutating func add(_ site: PackedSite, _ module: String) {
        let thresholds = site.stepThresholds.isEmpty ? [site.firingThreshold] : site.stepThresholds
        add(module + TensorNames.firingThreshold, floats: thresholds, shape: [thresholds.count])
        if !site.stepMultipliers.isEmpty {
            add(
                module + TensorNames.stepMultiplier, bytes: site.stepMultipliers, shape: [site.stepMultipliers.count])
        }
        add(module + TensorNames.gain, floats: site.gain, shape: [site.gain.count])
        add(module + TensorNames.shift, floats: site.shift, shape: [site.shift.count])
    }

    fileprivate mutating func add(
        _ linear: PackedLinear, _ name: EncoderLinear, layer: Int, _ config: SpikingBERTConfig
    ) {
        let module = TensorNames.linear(name, layer: layer)
        let scaleShape = config.scaleShape(name)
        switch linear.weights {
        case .codes(let codes):
            add(
                module + TensorNames.weightCodes, bytes: codes.bytes, shape: [codes.outputFeatures, codes.bytesPerRow])
            add(module + TensorNames.weightScale, floats: linear.weightScale, shape: scaleShape)
            if !linear.zeroPoint.isEmpty, let lowest = codes.encoding.codeRange?.lowerBound {
                add(
                    module + TensorNames.weightZero, bytes: linear.zeroPoint.map { UInt8(Int($0) - lowest) },
                    shape: scaleShape)
            }
        case .real(let values):
            add(
                module + TensorNames.weight, floats: values, shape: [linear.outputFeatures, linear.inputFeatures])
        }
        if name.hasBias { add(module + TensorNames.bias, floats: linear.bias, shape: [linear.outputFeatures]) }
    }
}
