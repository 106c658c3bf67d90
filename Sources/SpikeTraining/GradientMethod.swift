#if Training
    import SpikeCore
    import SpikeModel

    /// How gradients reach the weights of a student that runs in true time steps.
    public enum GradientMethod: String, Sendable, ListedWord {
        /// Through the clipped chain of rates instead of the time steps (arXiv:2308.10873); `perStep` only.
        case equilibrium
        /// Backpropagation through all time steps, a surrogate for the derivative of every spike.
        case surrogate

        /// What a student is trained with when nothing is said: the chain where there is one.
        public static func standard(_ spiking: SpikingConfig) -> GradientMethod {
            spiking.schedule == .perStep && spiking.neuron.kind == .leaky ? .equilibrium : .surrogate
        }

        /// Checks that students of this kind have such gradients.
        public func validate(_ spiking: SpikingConfig) throws(ConfigError) {
            guard spiking.schedule != .counted else {
                throw .inconsistent("counted students have straight-through gradients of counts; leave gradient out")
            }
            guard self == .surrogate || Self.standard(spiking) == .equilibrium else {
                throw .inconsistent(
                    "the equilibrium chain is for leaky neurons under perStep; set gradient to surrogate")
            }
        }
    }
#endif
