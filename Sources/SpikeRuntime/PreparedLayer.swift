import SpikeCore
import SpikeKernels
import SpikeModel

/// One encoder layer, checked and repacked for the kernels.
struct PreparedLayer: Sendable {
    private let linears: [EncoderLinear: RepackedLinear]
    private let sites: [SpikingSite: SiteNeurons]
    let attentionNorm: LayerNormParameters
    let outputNorm: LayerNormParameters

    /// - Parameters:
    ///   - previousThreshold: `perStep`: V_th of the neurons that feed the layer.
    ///   - plan: chooses the form of every linear layer.
    init(
        _ layer: PackedLayer, _ index: Int, _ config: SpikingBERTConfig, previousThreshold: Float,
        plan: inout LinearFormPlan
    ) throws(InferenceError) {
        let schedule = config.spiking.schedule
        var sites: [SpikingSite: SiteNeurons] = [:]
        for site in SpikingSite.layerSites(schedule) {
            try PreparedModel.expect(
                layer.sites[site]?.gain.count ?? 0, site.neurons(config.encoder),
                "neurons of site \(site.name(layer: index))")
            sites[site] = layer.sites[site].map { SiteNeurons($0, config.spiking) }
        }
        var linears: [EncoderLinear: RepackedLinear] = [:]
        for name in EncoderLinear.allCases {
            guard let linear = layer.linears[name] else { continue }
            let shape = name.shape(config.encoder)
            guard (linear.outputFeatures, linear.inputFeatures) == shape else {
                throw .brokenModel(
                    part: "layer \(index) \(name.rawValue)",
                    expected: "\(shape.outputFeatures) x \(shape.inputFeatures)",
                    actual: "\(linear.outputFeatures) x \(linear.inputFeatures)")
            }
            let threshold = sites[name.inputSite(schedule)]?.parameters.firingThreshold
            let isProjection = [.query, .key, .value].contains(name)
            linears[name] = RepackedLinear(
                linear,
                inputThreshold: schedule == .perStep && isProjection ? previousThreshold : threshold ?? 1, plan: &plan)
        }
        for (name, norm) in [("attention", layer.attentionNorm), ("output", layer.outputNorm)] {
            try PreparedModel.expect(
                norm.weight.count, config.encoder.hiddenSize, "layer \(index) \(name) LayerNorm")
        }
        self.linears = linears
        self.sites = sites
        attentionNorm = layer.attentionNorm
        outputNorm = layer.outputNorm
    }

    /// The linear layer; all six are there (`PackedLayer`).
    func linear(_ name: EncoderLinear) -> RepackedLinear {
        guard let linear = linears[name] else { preconditionFailure("an encoder layer has six linear layers") }
        return linear
    }

    /// The neurons of a site; all sites of the schedule were checked.
    func site(_ name: SpikingSite) -> SiteNeurons {
        guard let site = sites[name] else { preconditionFailure("\(name.rawValue) is no site of this schedule") }
        return site
    }
}

extension RepackedLinear {
    /// Repacks a packed linear layer whose input spikes carry `inputThreshold` each.
    init(_ linear: PackedLinear, inputThreshold: Float, plan: inout LinearFormPlan) {
        switch linear.weights {
        case .codes(let codes):
            let form = plan.form(
                inputFeatures: codes.inputFeatures, outputFeatures: codes.outputFeatures, encoding: codes.encoding,
                hasGroups: linear.groupSize < linear.inputFeatures)
            self.init(
                codes: linear.centeredCodes ?? [], encoding: codes.encoding, inputFeatures: codes.inputFeatures,
                weightScale: linear.weightScale, bias: linear.bias, inputThreshold: inputThreshold, form: form)
        case .real(let weights):
            self.init(
                weights: weights, inputFeatures: linear.inputFeatures, bias: linear.bias,
                inputThreshold: inputThreshold)
        }
    }
}
