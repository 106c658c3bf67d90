#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// Another number of time steps for a student that is being trained (docs/Equations.md, "Changing T").
    extension StudentModel {
        /// Sets T and, for a `counted` student, rescales firing thresholds so that V_th · T stays: counts then span the same range
        /// of values in more or fewer levels.
        ///
        /// Binary neurons floor, by half of what a spike is worth on average: V_th, in a `realResidual` student V_th / T. Their
        /// shifts, and the biases that make up for it, move with that. A `perStep` student's range is V_th in every step, so
        /// nothing but T changes.
        ///
        /// - Throws: `ConfigError` when the schedule does not have that T; `EngineError`.
        public mutating func setTimeSteps(_ timeSteps: Int) throws {
            let former = config.spiking.timeSteps
            guard timeSteps != former else { return }
            guard config.spiking.neuron.kind != .elastic else {
                throw ConfigError.inconsistent(
                    "elastic neurons have an amplitude for every time step, so T cannot change")
            }
            var changed = config
            changed.spiking.timeSteps = timeSteps
            try changed.validate()
            config = changed
            guard config.spiking.schedule != .perStep else { return }
            let factor = Double(former) / Double(timeSteps)
            let keepsThreshold = config.spiking.schedule == .realResidual
            Engine.withoutGradients {
                if config.spiking.spikeKind == .binary {
                    moveBinaryOffsets(by: (factor - 1) / 2 / (keepsThreshold ? Double(former) : 1))
                }
                if !keepsThreshold { scaleThresholds(by: factor) }
            }
            try Engine.check()
        }

        private func scaleThresholds(by factor: Double) {
            for (site, layer) in config.sites {
                let threshold = parameters[TensorNames.site(site, layer: layer) + Self.logThreshold]
                threshold.copy(from: (threshold.exp() * factor).log())
            }
        }

        /// What binary sites lack on average changes by this share of V_th.
        private func moveBinaryOffsets(by share: Double) {
            for layer in 0..<config.encoder.layers {
                func change(_ site: SpikingSite) -> Tensor {
                    let half = siteParameters(site, layer: layer).threshold * share
                    // A salient channel's levels lie closer.
                    let name = TensorNames.site(site, layer: layer) + TensorNames.stepMultiplier
                    return parameters.find(name).map { half / $0 } ?? half
                }
                for linear in EncoderLinear.allCases {
                    let site = linear.inputSite(config.spiking.schedule)
                    let module = TensorNames.linear(linear, layer: layer)
                    let weight = annealedWeight(parameters[module + TensorNames.weight], linear, layer, as: .float32)
                    // Attention averages values, so what they lack is lacking in the context too.
                    let gain = siteParameters(site, layer: layer).gain
                    var lacking = Tensor.full(like: gain, 0) + change(site)
                    if site == .context { lacking = lacking + gain * change(.value) }
                    let bias = parameters[module + TensorNames.bias]
                    bias.copy(from: bias + (weight * lacking).sum(over: [1]))
                }
                for site in SpikingSite.layerSites(config.spiking.schedule) {
                    let shift = parameters[TensorNames.site(site, layer: layer) + TensorNames.shift]
                    shift.copy(from: shift + change(site))
                }
            }
        }
    }
#endif
