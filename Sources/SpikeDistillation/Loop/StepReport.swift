#if Training
    /// What one optimiser step did, for progress bars and logs.
    public struct StepReport: Sendable {
        /// Name of the stage.
        public let stage: String
        /// Steps done, this one included.
        public let step: Int
        /// Steps of all stages.
        public let totalSteps: Int
        /// The weighted sum that was differentiated.
        public let loss: Double
        /// Unweighted parts by name.
        public let parts: [(name: String, value: Double)]
        /// Learning rate of the step.
        public let learningRate: Double
        /// Joint 2-norm of the gradients before clipping.
        public let gradientNorm: Double
        /// Spikes per neuron and time step on a recent batch; nil for a teacher.
        public let meanSpikeRate: Double?
        /// Real tokens seen so far.
        public let tokens: Int
        /// Real tokens per second since the start or resumption.
        public let tokensPerSecond: Double
        /// Seconds of training, earlier runs included.
        public let seconds: Double
    }
#endif
