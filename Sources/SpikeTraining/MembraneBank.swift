#if Training
    import SpikeEngine
    import SpikeModel

    /// Membrane potentials of all sites of a `perStep` run; a value that goes in and comes out.
    struct MembraneBank {
        private let leak: Float
        private let thresholds: ParameterStore
        private var potentials: [String: Tensor] = [:]

        init(leak: Float, parameters: ParameterStore) {
            self.leak = leak
            thresholds = parameters
        }

        /// One step of a binary neuron: u += I; s = u ≥ V_th; u −= V_th·s; u *= λ. Returns V_th·s, float32.
        mutating func fire(_ current: Tensor, _ site: SpikingSite, _ layer: Int) -> Tensor {
            let name = TensorNames.site(site, layer: layer)
            let threshold = thresholds[name + StudentModel.logThreshold].exp()
            let input = current.to(.float32)
            let potential = potentials[name].map { $0 + input } ?? input
            let charge = (potential >= threshold).to(.float32) * threshold
            let rest = potential - charge
            potentials[name] = leak == 1 ? rest : rest * Double(leak)
            return charge
        }
    }
#endif
