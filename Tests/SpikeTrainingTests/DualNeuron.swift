#if Training
    import Foundation
    import SpikeCore
    import SpikeModel

    /// One neuron in true time steps as docs/Equations.md has it, differentiated forwards through its surrogate.
    struct DualNeuron {
        let dynamics: NeuronDynamics
        let kind: SpikeKind
        let leak: Double
        let surrogate: SurrogateGradient
        private var kept = Dual(0)
        private var adaptation = Dual(0)

        init(_ spiking: SpikingConfig, at site: SpikingSite, _ surrogate: SurrogateGradient) {
            dynamics = spiking.dynamics(at: site)
            kind = spiking.spikeKind
            leak = Double(spiking.leak)
            self.surrogate = surrogate
        }

        /// V_th · s of one time step with this current.
        mutating func step(_ current: Dual, threshold: Dual) -> Dual {
            let potential = kept + current
            switch dynamics {
            case .leaky(let levels):
                let spikes = fire(potential / threshold, levels: levels)
                kept = leak * (potential - threshold * spikes)
                return threshold * spikes
            case .adaptive(let growth, let decay):
                let risen = threshold + Double(growth) * adaptation
                let spikes = fire(potential / risen, levels: 1)
                kept = leak * (potential - risen * spikes)
                adaptation = Double(decay) * adaptation + spikes.magnitude
                return threshold * spikes
            case .elastic(let membrane):
                let value = threshold * fire(potential / threshold, levels: 1)
                if let membrane {
                    kept = 0.25 * potential * (threshold - (membrane == .released ? value : value.magnitude))
                } else {
                    kept = Dual(0)
                }
                return value
            }
        }

        /// Spikes at z = u / V_th; the slope is that of the surrogate.
        private func fire(_ z: Dual, levels: Int) -> Dual {
            let most = Double(levels)
            let spikes =
                kind == .binary
                ? min(max(z.value.rounded(.down), 0), most)
                : min(max((z.value.magnitude + 0.5).rounded(.down), 0), most) * (z.value < 0 ? -1 : 1)
            return Dual(spikes, derivative(z.value, levels: levels) * z.slope)
        }

        /// D.
        private func derivative(_ z: Double, levels: Int) -> Double {
            let (w, most) = (surrogate.width, Double(levels))
            if surrogate.kind == .straightThrough {
                let (center, radius) = kind == .binary ? ((most + 1) / 2, (most + 1) / 2) : (0, most)
                return abs(z - center) <= w * radius ? 1 : 0
            }
            let steps = (1...levels).map(Double.init)
            let comparators = kind == .binary ? steps : steps.flatMap { [$0 - 0.5, 0.5 - $0] }
            return comparators.reduce(0) { $0 + bump(z - $1) }
        }

        /// φ.
        private func bump(_ x: Double) -> Double {
            let w = surrogate.width
            switch surrogate.kind {
            case .straightThrough: return 0
            case .arctan: return 1 / w / (1 + pow(Double.pi * x / w, 2))
            case .sigmoid:
                let sigma = 1 / (1 + exp(-4 * x / w))
                return 4 / w * sigma * (1 - sigma)
            case .triangle: return max(0, 1 - abs(x) / w) / w
            }
        }
    }
#endif
