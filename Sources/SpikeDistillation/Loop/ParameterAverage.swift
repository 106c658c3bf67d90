#if Training
    import SpikeEngine
    import SpikeTraining

    /// A running average of parameters over the last steps (docs/Equations.md, "Averaged parameters").
    struct ParameterAverage {
        private let plan: AveragingPlan
        /// First step that counts.
        private let first: Int
        private let parameters: ParameterStore
        /// The averages so far, by the parameters' names behind `prefix`; part of the saved state.
        let state: ParameterStore

        private static let prefix = "average."

        /// An average of the tensors in `parameters` from step `first` on.
        init(_ plan: AveragingPlan, of parameters: ParameterStore, from first: Int) {
            self.plan = plan
            self.first = first
            self.parameters = parameters
            var state = ParameterStore()
            for name in parameters.names { state.set(Self.prefix + name, .full(like: parameters[name], 0)) }
            self.state = state
        }

        /// Takes the parameters as they are after step `step`.
        func add(step: Int) {
            guard step >= first else { return }
            let count = step - first + 1
            let weight = count == 1 ? 1 : plan.kind == .mean ? 1 / Double(count) : 1 - plan.decay
            Engine.withoutGradients {
                for name in parameters.names {
                    let average = state[Self.prefix + name]
                    let value = parameters[name]
                    average.copy(from: count == 1 ? value : average + (value - average) * weight)
                }
            }
        }

        /// Puts the average into the parameters, after the last step.
        func apply() throws {
            for name in parameters.names { parameters[name].copy(from: state[Self.prefix + name]) }
            try Engine.check()
        }
    }
#endif
