#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// The frozen teacher as distillation sees it: targets of batches, from memory where that pays.
    ///
    /// Stored targets are all computed up front from the same length-sorted batches, others from the very batch that is
    /// trained on. Either way a target does not depend on what was trained before, so a resumed run sees the same ones.
    final class TeacherSupervision {
        private struct Entry {
            let logits: Tensor?
            let hiddenStates: Tensor
        }

        private let teacher: TeacherModel
        private let mapping: LayerMapping
        private let computeType: ElementType
        /// Teacher hidden states that targets need, ascending.
        private let taps: [Int]
        private var stored: [Entry] = []

        /// Half the memory of float32; the rounding is far below what a student misses its targets by.
        private static let storedType = ElementType.bfloat16

        init(teacher: TeacherModel, mapping: LayerMapping, computeType: ElementType) {
            self.teacher = teacher
            self.mapping = mapping
            self.computeType = computeType
            taps = Set(mapping.hiddenStates + mapping.teacherLayers).sorted()
        }

        /// Bytes that the targets of all `sequences` take.
        func storageBytes(_ sequences: [TokenSequence]) -> Int {
            let perToken = taps.count * teacher.config.hiddenSize * 2
            return sequences.reduce(0) { $0 + $1.count * perToken }
        }

        /// Computes the targets of all sequences; `progress` hears how many are done.
        func store(_ sequences: [TokenSequence], batchSize: Int = 64, progress: (Int) throws -> Void) throws {
            var entries = [Entry?](repeating: nil, count: sequences.count)
            var done = 0
            for batch in LengthBucketedBatches.evaluation(lengths: sequences.map(\.count), batchSize: batchSize) {
                let padded = PaddedBatch(batch.map { sequences[$0] }, device: teacher.device)
                for (index, entry) in zip(batch, try compute(padded, as: Self.storedType)) { entries[index] = entry }
                try Engine.check()
                done += batch.count
                try progress(done)
            }
            stored = entries.compactMap(\.self)
        }

        /// Targets of the sequences `indices`, whose padded batch is `batch`.
        func targets(_ indices: [Int], batch: PaddedBatch, wantsScores: Bool) throws -> TeacherTargets {
            try Engine.withoutGradients {
                let entries = stored.isEmpty ? try compute(batch, as: computeType) : indices.map { stored[$0] }
                let hidden = Tensor.concatenated(entries.map(\.hiddenStates), along: 0)
                let logits = entries.compactMap(\.logits)
                return TeacherTargets(
                    logits: logits.isEmpty ? nil : Tensor.stacked(logits, along: 0),
                    hiddenStates: select(hidden, mapping.hiddenStates),
                    attentionScores: wantsScores ? scores(hidden, batch) : [])
            }
        }

        private func compute(_ batch: PaddedBatch, as type: ElementType) throws -> [Entry] {
            try Engine.withoutGradients {
                let output = try teacher.forward(batch, computeType: computeType)
                let states = taps.map { batch.realTokens(of: output.hiddenStates[$0]).to(type) }
                let hidden = Tensor.stacked(states, along: 1)
                var start = 0
                return batch.lengths.enumerated().map { row, length in
                    defer { start += length }
                    return Entry(
                        logits: output.logits?.selected(row, along: 0).clone(),
                        hiddenStates: hidden.narrowed(start..<(start + length), along: 0).clone())
                }
            }
        }

        private func select(_ hidden: Tensor, _ wanted: [Int]) -> Tensor {
            guard wanted != taps else { return hidden }
            let columns = wanted.compactMap { taps.firstIndex(of: $0) }.map(Int64.init)
            let index = Tensor(integers: columns, shape: [columns.count]).to(teacher.device)
            return hidden.gathered(index, along: 1)
        }

        /// Scores of the mapped layers, from the hidden states that enter them.
        private func scores(_ hidden: Tensor, _ batch: PaddedBatch) -> [Tensor] {
            mapping.teacherLayers.map { layer in
                let column = taps.firstIndex(of: layer) ?? 0
                let input = batch.padded(hidden.selected(column, along: 1))
                return teacher.attentionScores(layer: layer, input: input, computeType: computeType)
            }
        }
    }
#endif
