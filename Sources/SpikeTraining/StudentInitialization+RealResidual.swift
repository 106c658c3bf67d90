#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// First values of students with a real residual stream.
    extension StudentInitialization {
        /// Calibrates as the `counted` student whose windows the averages over time come close to; elastic sites then take
        /// their α from a run of true time steps.
        func startRealResidual(_ student: StudentModel, _ examples: PaddedBatch) throws {
            var twin = student
            twin.config.spiking.schedule = .counted
            twin.config.spiking.leak = 1
            twin.config.spiking.neuron = NeuronConfig(levels: student.config.spiking.neuron.levels)
            try calibrate(twin, examples)
            guard student.config.spiking.neuron.kind == .elastic else { return scaleThresholds(student) }
            try setElastic(student, examples)
        }

        /// A window's mean value is V_th · n / T, and that of a counted window V · n: V_th = T · V.
        private func scaleThresholds(_ student: StudentModel) {
            for (site, layer) in student.config.sites {
                let threshold = student.parameters[TensorNames.site(site, layer: layer) + StudentModel.logThreshold]
                threshold.copy(from: threshold + log(Double(student.config.spiking.timeSteps)))
            }
        }

        /// α = max(k · mean|m|, 1e-5) of every site and time step over real tokens, each met with all before it set.
        ///
        /// - Throws: `ConfigError` when α grows beyond single precision, which the released membrane can make it.
        private func setElastic(_ student: StudentModel, _ examples: PaddedBatch) throws {
            for (site, layer) in student.config.sites {
                let shift = student.parameters[TensorNames.site(site, layer: layer) + TensorNames.shift]
                shift.copy(from: .full(like: shift, 0))
            }
            let factor = student.design.neurons.frequencyFactor
            let bank = NeuronBank(
                student,
                calibration: { site, layer, step, potential in
                    let alpha = (examples.realTokens(of: potential).abs().mean() * factor).atLeast(1e-5)
                    let name = TensorNames.site(site, layer: layer) + StudentModel.logThreshold
                    student.parameters[name].narrowed(step..<(step + 1), along: 0).copy(from: alpha.log())
                })
            _ = try student.stepped(examples, bank, computeType: .float32, wantsScores: false)
            for (site, layer) in student.config.sites {
                let name = TensorNames.site(site, layer: layer) + StudentModel.logThreshold
                guard try student.parameters[name].floats().allSatisfy({ $0.isFinite }) else {
                    throw ConfigError.inconsistent(
                        "α of \(site.name(layer: layer)) grows without bound over the time steps; "
                            + "take fewer of them, a smaller frequencyFactor or membrane symmetric")
                }
            }
        }
    }
#endif
