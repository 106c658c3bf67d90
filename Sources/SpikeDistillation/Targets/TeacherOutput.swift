#if Training
    import SpikeEngine

    /// What the teacher says about one example.
    struct TeacherOutput {
        /// `[outputs]` float32; nil without a head.
        let logits: Tensor?
        /// `[tokens, taps, D]`.
        let hiddenStates: Tensor
    }
#endif
