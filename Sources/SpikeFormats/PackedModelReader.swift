import SpikeCore
import SpikeModel

/// Builds a packed model from the tensors of a folder, checking each part before it is made.
struct PackedModelReader {
    let config: SpikingBERTConfig
    let tensors: FolderTensors

    private var encoder: BERTConfig { config.encoder }

    func model() throws(FormatError) -> PackedModel {
        var layers: [PackedLayer] = []
        for index in 0..<encoder.layers { layers.append(try layer(index)) }
        let classifier = TensorNames.classifier
        return PackedModel(
            config: config,
            wordEmbeddings: try table(TensorNames.wordEmbeddings, rows: encoder.vocabularySize),
            positionEmbeddings: try table(TensorNames.positionEmbeddings, rows: encoder.maximumPositions),
            typeEmbeddings: try table(TensorNames.typeEmbeddings, rows: encoder.typeVocabularySize),
            embeddingNorm: try norm(TensorNames.embeddingNorm),
            embeddingSite: config.spiking.schedule == .perStep ? try site(.embedding, layer: 0) : nil,
            feedback: config.spiking.hasFeedback ? try linear(.feedback, layer: 0) : nil,
            layers: layers,
            classifierWeight: try floats(classifier + TensorNames.weight, [encoder.outputs, encoder.hiddenSize]),
            classifierBias: try floats(classifier + TensorNames.bias, [encoder.outputs]))
    }

    private func floats(_ name: String, _ shape: [Int]) throws(FormatError) -> [Float] {
        try tensors.finiteFloats(TensorShape(name, shape))
    }

    private func table(_ name: String, rows: Int) throws(FormatError) -> EmbeddingTable {
        if tensors.info(TensorNames.tableCodes(name)) != nil { return try integerTable(name, rows: rows) }
        let tensor = TensorShape(name, [rows, encoder.hiddenSize])
        guard tensors.info(name)?.type == .float16 else {
            return EmbeddingTable(
                rows: rows, columns: encoder.hiddenSize, storage: .float32(try tensors.finiteFloats(tensor)))
        }
        let halves = try tensors.halves(tensor)
        // Exponent 31 is infinity or NaN.
        guard halves.allSatisfy({ $0 & 0x7C00 != 0x7C00 }) else {
            throw .badTensor(path: tensors.path(of: name), tensor: name, problem: "a value is not finite")
        }
        return EmbeddingTable(rows: rows, columns: encoder.hiddenSize, storage: .float16(halves))
    }

    /// Eight bits when a row has as many bytes as columns, else four.
    private func integerTable(_ name: String, rows: Int) throws(FormatError) -> EmbeddingTable {
        let columns = encoder.hiddenSize
        let (codesName, scaleName) = (TensorNames.tableCodes(name), TensorNames.tableScale(name))
        let bits = tensors.info(codesName)?.shape.last == columns ? 8 : 4
        let stride = RowCodes.bytesPerRow(bits: bits, columns: columns)
        let bytes = try tensors.bytes(TensorShape(codesName, [rows, stride]))
        let scales = try tensors.halves(TensorShape(scaleName, [rows]))
        if let row = scales.firstIndex(where: { $0 & 0x7C00 == 0x7C00 || $0 & 0x8000 != 0 }) {
            throw .badTensor(
                path: tensors.path(of: scaleName), tensor: scaleName,
                problem: "the scale of row \(row) is negative or not finite")
        }
        let codes = RowCodes(bits: bits, columns: columns, bytes: bytes, scales: scales)
        if let row = codes.firstInvalidRow {
            throw .badTensor(
                path: tensors.path(of: codesName), tensor: codesName,
                problem: "row \(row) holds a field that is no code")
        }
        return EmbeddingTable(rows: rows, columns: columns, storage: .integers(codes))
    }

    private func norm(_ module: String) throws(FormatError) -> LayerNormParameters {
        LayerNormParameters(
            weight: try floats(module + TensorNames.weight, [encoder.hiddenSize]),
            bias: try floats(module + TensorNames.bias, [encoder.hiddenSize]))
    }

    private func layer(_ index: Int) throws(FormatError) -> PackedLayer {
        var linears: [EncoderLinear: PackedLinear] = [:]
        for linear in EncoderLinear.allCases { linears[linear] = try self.linear(linear, layer: index) }
        var sites: [SpikingSite: PackedSite] = [:]
        for site in SpikingSite.layerSites(config.spiking.schedule) { sites[site] = try self.site(site, layer: index) }
        return PackedLayer(
            linears: linears, sites: sites, attentionNorm: try norm(TensorNames.attentionNorm(layer: index)),
            outputNorm: try norm(TensorNames.outputNorm(layer: index)))
    }

    private func site(_ site: SpikingSite, layer: Int) throws(FormatError) -> PackedSite {
        let module = TensorNames.site(site, layer: layer)
        let neurons = site.neurons(encoder)
        let threshold = try positives(module + TensorNames.firingThreshold, config.thresholdShape)
        let gain = try positives(module + TensorNames.gain, [neurons])
        let shift = try floats(module + TensorNames.shift, [neurons])
        if config.spiking.schedule == .perStep, gain.contains(where: { $0 != 1 }) || shift.contains(where: { $0 != 0 })
        {
            throw .badTensor(
                path: tensors.path(of: module + TensorNames.gain), tensor: module,
                problem: "perStep sites have gain 1 and shift 0")
        }
        return PackedSite(
            firingThreshold: threshold[0], stepThresholds: config.spiking.hasStepThresholds ? threshold : [],
            stepMultipliers: config.hasMultipliers ? try multipliers(module, neurons) : [], gain: gain,
            shift: shift)
    }

    private func multipliers(_ module: String, _ neurons: Int) throws(FormatError) -> [UInt8] {
        let name = module + TensorNames.stepMultiplier
        let bytes = try tensors.bytes(TensorShape(name, [neurons]))
        try SiteValues.checkMultipliers(bytes.lazy.map(Float.init), tensor: name, path: tensors.path(of: name))
        return bytes
    }

    private func positives(_ name: String, _ shape: [Int]) throws(FormatError) -> [Float] {
        let values = try floats(name, shape)
        try SiteValues.checkPositive(values, tensor: name, path: tensors.path(of: name))
        return values
    }

    private func linear(_ linear: EncoderLinear, layer: Int) throws(FormatError) -> PackedLinear {
        let module = TensorNames.linear(linear, layer: layer)
        let (rows, columns) = linear.shape(encoder)
        let bias =
            linear.hasBias
            ? try floats(module + TensorNames.bias, [rows]) : [Float](repeating: 0, count: rows)
        let encoding = config.spiking.encoding(of: linear, layer: layer)
        guard encoding != .float32 else {
            let weights = try floats(module + TensorNames.weight, [rows, columns])
            return PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .real(weights), weightScale: [1], bias: bias)
        }
        let name = module + TensorNames.weightCodes
        let stride = PackedCodes.bytesPerRow(encoding, inputFeatures: columns)
        let bytes = try tensors.bytes(TensorShape(name, [rows, stride]))
        let scale = try positives(module + TensorNames.weightScale, config.scaleShape(linear))
        let zero = try zeroPoint(linear, module, encoding)
        do throws(PackingError) {
            let codes = try PackedCodes(bytes: bytes, encoding: encoding, outputFeatures: rows, inputFeatures: columns)
            return PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .codes(codes), weightScale: scale,
                zeroPoint: zero, bias: bias)
        } catch {
            throw .badTensor(path: tensors.path(of: name), tensor: name, problem: error.description)
        }
    }

    /// Stored zero points less the smallest code, or none.
    private func zeroPoint(
        _ linear: EncoderLinear, _ module: String, _ encoding: WeightEncoding
    ) throws(FormatError) -> [Int8] {
        let name = module + TensorNames.weightZero
        guard tensors.info(name) != nil else { return [] }
        guard case .uniform(let bits) = encoding, bits < 8 else {
            throw .badTensor(
                path: tensors.path(of: name), tensor: name, problem: "\(encoding.name) weights have no zero points")
        }
        let fields = try tensors.bytes(TensorShape(name, config.scaleShape(linear)))
        guard fields.allSatisfy({ $0 < 1 << UInt8(bits) }) else {
            throw .badTensor(path: tensors.path(of: name), tensor: name, problem: "a zero point is no code")
        }
        return fields.map { Int8(Int($0) - (1 << (bits - 1))) }
    }
}
