#if Training
    import SpikeCore
    import SpikeTraining

    extension StudentPlan {
        /// Refuses what this student would never read: a recipe that says it expects another student.
        func validateUse() throws(RecipeError) {
            let standard = StudentPlan()
            func refuse(_ key: String, _ why: String) -> RecipeError {
                .invalid(key: "student." + key, why: why + "; leave it out")
            }
            guard schedule == .perStep || !replacesRates else {
                throw refuse("replacesRates", "measured rates replace those of perStep's chain alone")
            }
            guard neuron.kind == .elastic || neuron.membrane == standard.neuron.membrane else {
                throw refuse("neuron.membrane", "\(neuron.kind.rawValue) neurons have no such membrane")
            }
            guard
                neuron.kind == .adaptive
                    || (neuron.growth == standard.neuron.growth && neuron.decay == standard.neuron.decay)
            else {
                throw refuse("neuron", "growth and decay belong to adaptive thresholds, not to \(neuron.kind.rawValue)")
            }
            guard neuron.kind == .elastic || neuron.frequencyFactor == standard.neuron.frequencyFactor else {
                throw refuse("neuron.frequencyFactor", "\(neuron.kind.rawValue) neurons have no such amplitude")
            }
            guard clipping == .percentile || percentile == standard.percentile else {
                throw refuse("percentile", "clipping is \(clipping.rawValue)")
            }
            guard quantizer != .absmean || clipping == standard.clipping else {
                throw refuse("clipping", "quantizer absmean takes the mean magnitude of all weights")
            }
            guard hasFeedback || solver == standard.solver else {
                throw refuse("solver", "without hasFeedback there is nothing to solve")
            }
            guard !usesSurrogate || solver == standard.solver else {
                throw refuse("solver", "gradient surrogate goes through the steps, and nothing is solved")
            }
            guard usesSurrogate || surrogate == standard.surrogate else {
                throw refuse("surrogate", "its gradients pass no spikes in time")
            }
            guard quantizer == .differential || sharpness == standard.sharpness else {
                throw refuse("sharpness", "only quantizer differential has ramps")
            }
        }

        private var usesSurrogate: Bool {
            schedule != .counted && (gradient ?? .standard(spiking)) == .surrogate
        }
    }
#endif
