#if Training
    import SpikeEngine

    /// What the teacher says about a batch.
    public struct TeacherTargets {
        /// `[B, outputs]` float32; nil without a head.
        public let logits: Tensor?
        /// Hidden states of real tokens at the student's taps, `[tokens, taps, D]`.
        public let hiddenStates: Tensor
        /// Raw attention scores of the mapped layers, `[B, H, L, L]` each; empty unless asked for.
        public let attentionScores: [Tensor]
    }
#endif
