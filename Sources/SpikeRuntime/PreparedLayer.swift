import SpikeCore
import SpikeKernels
import SpikeModel

/// One encoder layer, checked and repacked for the kernels.
struct PreparedLayer: Sendable {
    /// One of each, or one per time step where firing thresholds differ from step to step.
    private let linears: [EncoderLinear: [RepackedLinear]]
    private let sites: [SpikingSite: [SiteNeurons]]
    let attentionNorm: LayerNormParameters
    let outputNorm: LayerNormParameters

    /// - Parameters:
    ///   - previousThreshold: `perStep`: V_th of the neurons that feed the layer; unused elsewhere.
    ///   - plan: chooses the form of every linear layer.
    init(
        _ layer: PackedLayer, _ index: Int, _ config: SpikingBERTConfig, previousThreshold: Float,
        plan: inout LinearFormPlan
    ) throws(InferenceError) {
        let schedule = config.spiking.schedule
        var sites: [SpikingSite: [SiteNeurons]] = [:]
        for site in SpikingSite.layerSites(schedule) {
            try PreparedModel.expect(
                layer.sites[site]?.gain.count ?? 0, site.neurons(config.encoder),
                "neurons of site \(site.name(layer: index))")
            sites[site] = layer.sites[site].map { SiteNeurons.steps($0, at: site, config.spiking) }
        }
        var linears: [EncoderLinear: [RepackedLinear]] = [:]
        for name in EncoderLinear.allCases {
            guard let linear = layer.linears[name] else { continue }
            let shape = name.shape(config.encoder)
            guard (linear.outputFeatures, linear.inputFeatures) == shape else {
                throw .brokenModel(
                    part: "layer \(index) \(name.rawValue)",
                    expected: "\(shape.outputFeatures) x \(shape.inputFeatures)",
                    actual: "\(linear.outputFeatures) x \(linear.inputFeatures)")
            }
            let isProjection = [.query, .key, .value].contains(name)
            let isFedFromBefore = schedule == .perStep && isProjection
            let input = isFedFromBefore ? nil : layer.sites[name.inputSite(schedule)]
            let first = RepackedLinear(linear, inputThreshold: input?.unit() ?? previousThreshold, plan: &plan)
            let later = (input?.stepThresholds ?? []).dropFirst()
            linears[name] =
                [first] + later.map { first.behind(inputThreshold: $0, weightScale: linear.weightScale) }
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

    /// The linear layer in time step `t`; all six are there (`PackedLayer`).
    func linear(_ name: EncoderLinear, step t: Int = 0) -> RepackedLinear {
        guard let steps = linears[name] else { preconditionFailure("an encoder layer has six linear layers") }
        return steps[min(t, steps.count - 1)]
    }

    /// The neurons of a site in every time step; all sites of the schedule were checked.
    func steps(_ name: SpikingSite) -> [SiteNeurons] {
        guard let steps = sites[name] else { preconditionFailure("\(name.rawValue) is no site of this schedule") }
        return steps
    }

    /// The neurons of a site in time step `t`.
    func site(_ name: SpikingSite, step t: Int = 0) -> SiteNeurons {
        let steps = steps(name)
        return steps[min(t, steps.count - 1)]
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
