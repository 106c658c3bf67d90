#if Training
    import SpikeEngine

    /// What a forward pass yields: the quantities that distillation compares.
    public struct EncoderOutput {
        /// `[B, outputs]` float32; nil without a classification head.
        public let logits: Tensor?
        /// The embedding output and every layer's output, layers + 1 tensors `[B, L, D]` float32.
        public let hiddenStates: [Tensor]
        /// Raw scores q·kᵀ/√K before mask and softmax, one `[B, H, L, L]` per layer; empty unless asked for.
        public let attentionScores: [Tensor]
        /// Spikes per neuron and step over all sites and real tokens, a scalar with gradients; nil unless asked for.
        public var spikeRate: Tensor?
        /// Of a student with feedback that is trained through its equilibrium: `StudentModel.propagateFeedback` needs it.
        public var equilibrium: FeedbackEquilibrium?
    }
#endif
