import SpikeCore
import SpikeFormats
import SpikeModel

/// Packs one encoder layer of a checkpoint, or the feedback connection.
struct LayerPacker {
    let checkpoint: StudentCheckpoint
    let layer: Int

    private var spiking: SpikingConfig { checkpoint.config.spiking }

    func packed() throws(QuantizationError) -> PackedLayer {
        var linears: [EncoderLinear: PackedLinear] = [:]
        for linear in EncoderLinear.allCases { linears[linear] = try self.linear(linear) }
        return PackedLayer(
            linears: linears, sites: try sites(),
            attentionNorm: checkpoint.norm(TensorNames.attentionNorm(layer: layer)),
            outputNorm: checkpoint.norm(TensorNames.outputNorm(layer: layer)))
    }

    func linear(_ linear: EncoderLinear) throws(QuantizationError) -> PackedLinear {
        let module = TensorNames.linear(linear, layer: layer)
        let (rows, columns) = linear.shape(checkpoint.config.encoder)
        let weights = checkpoint.values(module + TensorNames.weight)
        let bias =
            linear.hasBias
            ? checkpoint.values(module + TensorNames.bias) : [Float](repeating: 0, count: rows)
        // The shift as trained: what the site's counts stand for does not change when the context's shift is folded.
        let shift = inputShift(linear)
        let encoding = spiking.encoding(of: linear, layer: layer)
        guard encoding != .float32 else {
            let folded = shift.map { ShiftFolding.bias(bias, weights: weights, inputShift: $0) } ?? bias
            return PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .real(weights), weightScale: [1],
                bias: try finite(folded, module + TensorNames.bias))
        }
        let scales = WeightScales(
            scales: checkpoint.values(module + TensorNames.weightScale),
            zeroPoints: try zeroPoints(module, encoding))
        let codes = try packedCodes(weights, scales, encoding, rows, columns, module)
        func packed(_ bias: [Float]) -> PackedLinear {
            PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .codes(codes), weightScale: scales.scales,
                zeroPoint: scales.zeroPoints, bias: bias)
        }
        let unfolded = packed(bias)
        guard let shift, let centered = unfolded.centeredCodes else { return unfolded }
        let folded = ShiftFolding.bias(bias, codes: centered, scales: scales.scales, inputShift: shift)
        return packed(try finite(folded, module + TensorNames.bias))
    }

    private func packedCodes(
        _ weights: [Float], _ scales: WeightScales, _ encoding: WeightEncoding, _ rows: Int, _ columns: Int,
        _ module: String
    ) throws(QuantizationError) -> PackedCodes {
        let quantizer = WeightQuantizer(encoding: encoding, granularity: spiking.scaleGranularity)
        let thresholds = checkpoint.optionalValues(module + TensorNames.weightThresholds)
        let codes =
            thresholds.map {
                quantizer.codes(weights, scales: scales.scales, thresholds: $0, outputFeatures: rows)
            } ?? quantizer.codes(weights, scales, outputFeatures: rows)
        do throws(PackingError) {
            return try PackedCodes(packing: codes, encoding: encoding, outputFeatures: rows, inputFeatures: columns)
        } catch {
            throw .packing(tensor: module, error)
        }
    }

    /// Zero points of a checkpoint as codes; none where the checkpoint has none.
    private func zeroPoints(_ module: String, _ encoding: WeightEncoding) throws(QuantizationError) -> [Int8] {
        let name = module + TensorNames.weightZero
        guard let values = checkpoint.optionalValues(name) else { return [] }
        let codes = encoding.codeRange ?? 0...0
        guard RangeCalibration.canMoveZero(encoding),
            values.allSatisfy({ $0 == $0.rounded() && $0.magnitude < 256 && codes.contains(Int($0)) })
        else { throw .badZeroPoint(tensor: name, encoding: encoding.name) }
        return values.map { Int8($0) }
    }

    /// The trained shift of the site that feeds a linear layer; nil where nothing folds.
    private func inputShift(_ linear: EncoderLinear) -> [Float]? {
        guard spiking.foldsShifts else { return nil }
        return checkpoint.site(linear.inputSite(spiking.schedule), layer: layer).shift
    }

    private func sites() throws(QuantizationError) -> [SpikingSite: PackedSite] {
        var sites: [SpikingSite: PackedSite] = [:]
        for site in SpikingSite.layerSites(spiking.schedule) { sites[site] = checkpoint.site(site, layer: layer) }
        guard spiking.foldsShifts, let context = sites[.context], let value = sites[.value] else {
            return sites
        }
        let shift = ShiftFolding.contextShift(context.shift, gain: context.gain, valueShift: value.shift)
        sites[.context] = PackedSite(
            firingThreshold: context.firingThreshold, stepThresholds: context.stepThresholds,
            stepMultipliers: context.stepMultipliers, gain: context.gain,
            shift: try finite(shift, TensorNames.site(.context, layer: layer) + TensorNames.shift))
        return sites
    }

    private func finite(_ values: [Float], _ tensor: String) throws(QuantizationError) -> [Float] {
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(tensor: tensor) }
        return values
    }
}
