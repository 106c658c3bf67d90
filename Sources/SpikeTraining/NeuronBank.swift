#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel

    /// The neurons of all sites during a run of true time steps: a value that goes in and comes out.
    ///
    /// With gradients recorded, they pass through potentials, resets and thresholds from step to step.
    package struct NeuronBank {
        /// What one site hands to whoever looks: its spikes in the time step, before they are multiplied with V_th.
        package typealias Observer = (_ site: SpikingSite, _ layer: Int, _ spikes: Tensor) throws -> Void
        /// Called with the potential that an elastic site is about to fire on, so that its α can be set.
        package typealias Calibration = (_ site: SpikingSite, _ layer: Int, _ step: Int, _ potential: Tensor) throws ->
            Void

        private let student: StudentModel
        private let observer: Observer?
        private let calibration: Calibration?
        private var potentials: [String: Tensor] = [:]
        private var adaptations: [String: Tensor] = [:]
        /// The time step under way.
        package var step = 0
        /// V_th · s of the last layer in the time step before, in students with feedback; nil at rest.
        var returned: Tensor?

        /// All neurons at rest.
        package init(_ student: StudentModel, observer: Observer? = nil, calibration: Calibration? = nil) {
            self.student = student
            self.observer = observer
            self.calibration = calibration
        }

        private var spiking: SpikingConfig { student.config.spiking }

        /// One time step of a site on `input`, `[B, L, neurons]`: V_th·s − b, float32.
        package mutating func fire(_ input: Tensor, _ site: SpikingSite, _ layer: Int) throws -> Tensor {
            let name = TensorNames.site(site, layer: layer)
            let neurons = student.siteParameters(site, layer: layer, step: step)
            // perStep sites have gain 1 and shift 0.
            let current =
                spiking.foldsShifts ? input.charged(gain: neurons.gain, shift: neurons.shift) : input.to(.float32)
            let potential = potentials[name].map { $0 + current } ?? current
            let spikes: Tensor
            switch spiking.dynamics(at: site) {
            case .leaky(let levels):
                let (fired, rest) = fire(potential, neurons.threshold, levels: levels)
                potentials[name] = leaked(rest)
                spikes = fired
            case .adaptive(let growth, let decay):
                spikes = adapt(potential, neurons.threshold, name, growth: growth, decay: decay)
            case .elastic(let membrane):
                try calibration?(site, layer, step, potential)
                // Read again: calibration may just have set it.
                let alpha = student.siteParameters(site, layer: layer, step: step).threshold
                spikes = fire(potential, alpha, levels: 1).spikes
                potentials[name] = membrane.map { Self.kept(potential, spikes * alpha, alpha, $0) }
                try observer?(site, layer, spikes)
                return spikes * alpha - neurons.shift
            }
            try observer?(site, layer, spikes)
            let values = spikes * neurons.threshold
            return spiking.foldsShifts ? values - neurons.shift : values
        }

        private func fire(_ u: Tensor, _ threshold: Tensor, levels: Int) -> (spikes: Tensor, rest: Tensor) {
            u.fired(threshold: threshold, levels: levels, kind: spiking.spikeKind, surrogate: student.design.surrogate)
        }

        private func leaked(_ rest: Tensor) -> Tensor { spiking.leak == 1 ? rest : rest * Double(spiking.leak) }

        /// Fires at V_th + growth · a; a ← decay · a + |s|.
        private mutating func adapt(
            _ potential: Tensor, _ threshold: Tensor, _ name: String, growth: Float, decay: Float
        ) -> Tensor {
            let known = adaptations[name]
            let zeros = Tensor.zeros([potential.size(-1)]).to(potential.device)
            // Charging rounds once, as the runtime does.
            let risen = known.map { $0.charged(gain: zeros + Double(growth), shift: zeros + threshold) } ?? threshold
            let (spikes, rest) = fire(potential, risen, levels: 1)
            potentials[name] = leaked(rest)
            adaptations[name] = known.map { $0 * Double(decay) + spikes.abs() } ?? spikes.abs()
            return spikes
        }

        /// 0.25 m (α − v), or 0.25 m (α − |v|).
        private static func kept(
            _ potential: Tensor, _ value: Tensor, _ alpha: Tensor, _ membrane: ElasticMembrane
        ) -> Tensor {
            (potential * 0.25) * (alpha - (membrane == .released ? value : value.abs()))
        }
    }
#endif
