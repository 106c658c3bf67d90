import SpikeCore
import SpikeFormats
import SpikeModel

/// Packs one encoder layer of a checkpoint.
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

    private func linear(_ linear: EncoderLinear) throws(QuantizationError) -> PackedLinear {
        let module = TensorNames.linear(linear, layer: layer)
        let (rows, columns) = linear.shape(checkpoint.config.encoder)
        let weights = checkpoint.values(module + TensorNames.weight)
        let bias = checkpoint.values(module + TensorNames.bias)
        // The shift as trained: what the site's counts stand for does not change when the context's shift is folded.
        let shift = inputShift(linear)
        guard spiking.weightEncoding != .float32 else {
            let folded = shift.map { ShiftFolding.bias(bias, weights: weights, inputShift: $0) } ?? bias
            return PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .real(weights), weightScale: [1],
                bias: try finite(folded, module + TensorNames.bias))
        }
        let scales = checkpoint.values(module + TensorNames.weightScale)
        let quantizer = WeightQuantizer(encoding: spiking.weightEncoding, granularity: spiking.scaleGranularity)
        let codes = quantizer.codes(weights, scales: scales, outputFeatures: rows)
        let folded = shift.map { ShiftFolding.bias(bias, codes: codes, scales: scales, inputShift: $0) } ?? bias
        return PackedLinear(
            outputFeatures: rows, inputFeatures: columns, weights: .codes(try pack(codes, rows, columns, module)),
            weightScale: scales, bias: try finite(folded, module + TensorNames.bias))
    }

    private func pack(
        _ codes: [Int8], _ rows: Int, _ columns: Int, _ module: String
    ) throws(QuantizationError) -> PackedCodes {
        do throws(PackingError) {
            return try PackedCodes(
                packing: codes, encoding: spiking.weightEncoding, outputFeatures: rows, inputFeatures: columns)
        } catch {
            throw .packing(tensor: module, error)
        }
    }

    /// The trained shift of the site that feeds a linear layer; nil where nothing folds.
    private func inputShift(_ linear: EncoderLinear) -> [Float]? {
        guard spiking.schedule == .counted else { return nil }
        return checkpoint.site(linear.inputSite(.counted), layer: layer).shift
    }

    private func sites() throws(QuantizationError) -> [SpikingSite: PackedSite] {
        var sites: [SpikingSite: PackedSite] = [:]
        for site in SpikingSite.layerSites(spiking.schedule) { sites[site] = checkpoint.site(site, layer: layer) }
        guard spiking.schedule == .counted, let context = sites[.context], let value = sites[.value] else {
            return sites
        }
        let shift = ShiftFolding.contextShift(context.shift, gain: context.gain, valueShift: value.shift)
        sites[.context] = PackedSite(
            firingThreshold: context.firingThreshold, gain: context.gain,
            shift: try finite(shift, TensorNames.site(.context, layer: layer) + TensorNames.shift))
        return sites
    }

    private func finite(_ values: [Float], _ tensor: String) throws(QuantizationError) -> [Float] {
        guard values.allSatisfy(\.isFinite) else { throw .notFinite(tensor: tensor) }
        return values
    }
}
