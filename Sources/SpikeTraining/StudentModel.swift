#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// A spiking BERT student in training: latent full-precision weights, quantized in every forward pass.
    ///
    /// Thresholds, gains and weight scales are kept as logarithms (`log_…`), so that every value keeps its sign.
    public struct StudentModel {
        /// Sizes, labels, neurons and encodings.
        public var config: SpikingBERTConfig
        /// What is learned beside weights.
        public let design: StudentDesign
        /// Latent weights and neuron parameters by name.
        public var parameters: ParameterStore
        /// Where the parameters are.
        public let device: Device
        /// With quantizer `differential`: β of the ramps between codes; nil = jumps, as in the packed model.
        public var sharpness: Double?
        /// λ in [0, 1]: how far weights are quantized, 1 in every finished student (docs/Equations.md, "Annealed weights").
        public var quantizedShare = 1.0

        /// A student with these parameters; `StudentInitialization` makes them from a teacher.
        public init(config: SpikingBERTConfig, design: StudentDesign, parameters: ParameterStore, device: Device) {
            self.config = config
            self.design = design
            self.parameters = parameters
            self.device = device
        }

        /// Suffix of ln V_th of a site, `[1]`.
        public static let logThreshold = ".log_firing_threshold"
        /// Suffix of ln g of a site, `[neurons]`.
        public static let logGain = ".log_gain"

        /// Hidden states, logits and attention scores of a batch, with gradients to the parameters.
        ///
        /// `counted`: one pass on spike counts, straight-through gradients. With the gradient `equilibrium` the clipped chain
        /// (arXiv:2308.10873); `measuredRates` replaces the forward value at its taps when given. Else T true time steps.
        /// `wantsRate` adds the mean spike rate; the other outputs are the same bits with and without it.
        public func forward(
            _ batch: PaddedBatch, computeType: ElementType, wantsScores: Bool = false, wantsRate: Bool = false,
            measuredRates: [Tensor]? = nil
        ) throws -> EncoderOutput {
            switch config.spiking.schedule {
            case .counted where wantsRate:
                try countedForwardWithRate(batch, computeType: computeType, wantsScores: wantsScores)
            case .counted: try encoderForward(computeType: computeType).run(batch, wantsScores: wantsScores)
            case .perStep where gradient == .equilibrium:
                try chainForward(
                    batch, computeType: computeType, wantsScores: wantsScores, measuredRates: measuredRates,
                    rates: wantsRate ? SpikeRateSum(batch) : nil)
            case .perStep, .realResidual:
                try steppedForward(
                    batch, computeType: computeType, wantsScores: wantsScores,
                    rates: wantsRate ? SpikeRateSum(batch) : nil)
            }
        }

        /// How gradients pass true time steps.
        public var gradient: GradientMethod { design.gradient ?? .standard(config.spiking) }

        /// The encoder with quantized weights and spiking sites in place.
        func encoderForward(computeType: ElementType) -> EncoderForward {
            EncoderForward(
                config: config.encoder, parameters: parameters, computeType: computeType,
                weight: { linear, layer, latent in
                    annealedWeight(latent, linear, layer, as: computeType)
                },
                site: { site, layer, input in try spikeValues(input, site: site, layer: layer, as: computeType) },
                rows: roundedRows)
        }

        /// Values n·V_th − b that a site hands on (docs/Equations.md, "Count neuron").
        func spikeValues(_ input: Tensor, site: SpikingSite, layer: Int, as type: ElementType) throws -> Tensor {
            let neurons = siteParameters(site, layer: layer)
            if let channels = try salientChannels(site, layer: layer) {
                return channels.values(input, neurons, as: type)
            }
            return input.spiking(
                gain: neurons.gain, shift: neurons.shift, threshold: neurons.threshold,
                timeSteps: config.spiking.windowSteps, kind: config.spiking.spikeKind, as: type)
        }

        /// Gain, shift `[neurons]` and V_th `[1]` of a site, of time step `t` where every step has its own.
        func siteParameters(_ site: SpikingSite, layer: Int, step t: Int = 0) -> SiteParameters {
            let name = TensorNames.site(site, layer: layer)
            let shift = parameters[name + TensorNames.shift]
            let gain = parameters.find(name + Self.logGain)?.exp() ?? Tensor.full(like: shift, 1)
            let thresholds = parameters[name + Self.logThreshold]
            let threshold = thresholds.count == 1 ? thresholds : thresholds.narrowed(t..<(t + 1), along: 0)
            return (gain, shift, threshold.exp())
        }

        /// Gain, shift `[neurons]` and V_th `[1]`.
        typealias SiteParameters = (gain: Tensor, shift: Tensor, threshold: Tensor)

        /// Spikes of one batch over its real tokens, for reports during training.
        public func spikeStatistics(_ batch: PaddedBatch, computeType: ElementType) throws -> SpikeStatistics {
            guard config.spiking.schedule == .counted else {
                return try steppedStatistics(batch, computeType: computeType)
            }
            var statistics = SpikeStatistics(timeSteps: config.spiking.timeSteps)
            try Engine.withoutGradients {
                var forward = encoderForward(computeType: computeType)
                let spike = forward.site
                forward.site = { site, layer, input in
                    let neurons = siteParameters(site, layer: layer)
                    let tokens = batch.realTokens(of: input)
                    let counts =
                        try salientChannels(site, layer: layer)?.counts(tokens, neurons)
                        ?? tokens.spikeCounts(
                            gain: neurons.gain, shift: neurons.shift, threshold: neurons.threshold,
                            timeSteps: config.spiking.windowSteps, kind: config.spiking.spikeKind)
                    let spikes = try counts.to(.float32).abs().sum().item()
                    statistics.add(
                        site: site.name(layer: layer),
                        .init(spikes: Int(spikes), neuronWindows: batch.tokens * input.size(-1)))
                    return try spike(site, layer, input)
                }
                _ = try forward.run(batch, wantsScores: false)
            }
            return statistics
        }
    }
#endif
