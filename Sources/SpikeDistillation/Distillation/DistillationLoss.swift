#if Training
    import SpikeEngine
    import SpikeTraining

    /// The distillation loss: Σ weight · part (docs/Equations.md, "Distillation losses").
    struct DistillationLoss {
        /// Variance of the teacher's hidden state at every tap, `[1, taps, 1]`: makes the taps count alike.
        let tapVariance: Tensor
        /// Whether logits are one score instead of one per class.
        let isRegression: Bool

        /// - Parameters:
        ///   - projected: maps the student's hidden states to the teacher's width, or leaves them.
        ///   - labels: classes (int64 `[B]`) or scores (float32 `[B]`), when the data has them.
        func terms(
            _ student: EncoderOutput, _ targets: TeacherTargets, batch: PaddedBatch, weights: LossWeights,
            projected: (Tensor) -> Tensor, labels: Tensor?
        ) -> LossTerms {
            var parts: [(name: String, value: Tensor)] = []
            var total: Tensor?
            func add(_ name: String, _ weight: Double, _ value: @autoclosure () -> Tensor?) {
                guard weight > 0, let part = value() else { return }
                parts.append((name, part))
                let weighted = part * weight
                total = total.map { $0 + weighted } ?? weighted
            }
            add("hiddenStateLoss", weights.hiddenState, hiddenState(student, targets, batch, projected))
            add("attentionLoss", weights.attention, attention(student, targets, batch))
            add("logitLoss", weights.logit, logit(student, targets, temperature: weights.temperature))
            add("labelLoss", weights.label, label(student, labels))
            add("rateLoss", weights.rate, student.spikeRate.map { ($0 - weights.targetRate).relu() })
            return LossTerms(total: total ?? Tensor(Float.nan), parts: parts)
        }

        /// mean over taps and tokens of (student − teacher)² / variance of the tap.
        private func hiddenState(
            _ student: EncoderOutput, _ targets: TeacherTargets, _ batch: PaddedBatch, _ projected: (Tensor) -> Tensor
        ) -> Tensor {
            let states = student.hiddenStates.map { projected(batch.realTokens(of: $0)) }
            let difference = Tensor.stacked(states, along: 1) - targets.hiddenStates.to(.float32)
            return (difference.squared() / tapVariance).mean()
        }

        /// mean over layers, heads and pairs of real tokens of (student − teacher)².
        private func attention(_ student: EncoderOutput, _ targets: TeacherTargets, _ batch: PaddedBatch) -> Tensor? {
            guard let first = student.attentionScores.first else { return nil }
            let column = batch.mask.transposed(1, 2).unsqueezed(1)
            let pairs = batch.mask.unsqueezed(1) * column
            let norm = pairs.sum() * Double(first.size(1) * student.attentionScores.count)
            var sum: Tensor?
            for (mine, theirs) in zip(student.attentionScores, targets.attentionScores) {
                let part = ((mine.to(.float32) - theirs.to(.float32)).squared() * pairs).sum()
                sum = sum.map { $0 + part } ?? part
            }
            return sum.map { $0 / norm }
        }

        /// −τ² Σ softmax(teacher/τ) log softmax(student/τ), mean over the batch; squared error for regression.
        private func logit(_ student: EncoderOutput, _ targets: TeacherTargets, temperature: Double) -> Tensor? {
            guard let mine = student.logits, let theirs = targets.logits else { return nil }
            if isRegression { return (mine - theirs).squared().mean() }
            let soft = (theirs / temperature).softmax()
            let crossEntropy = (soft * (mine / temperature).logSoftmax()).sum(over: [1]).mean()
            return crossEntropy * (-temperature * temperature)
        }

        private func label(_ student: EncoderOutput, _ labels: Tensor?) -> Tensor? {
            guard let logits = student.logits, let labels else { return nil }
            return isRegression ? (logits.reshaped(-1) - labels).squared().mean() : logits.crossEntropy(labels)
        }
    }
#endif
