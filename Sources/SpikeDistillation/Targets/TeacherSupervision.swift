#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// The frozen teacher as distillation sees it: targets of batches, from memory or disk where that pays.
    ///
    /// Stored targets are all computed up front from the same length-sorted batches, others from the very batch that is
    /// trained on. Either way a target does not depend on what was trained before, so a resumed run sees the same ones; and
    /// memory, a new file and an old one hold the same bits.
    final class TeacherSupervision {
        private enum Source {
            /// Nothing is stored.
            case batch
            case memory([TeacherOutput])
            case disk(TargetFile, TargetLayout, SequenceList)
        }

        private let teacher: TeacherModel
        private let mapping: LayerMapping
        private let computeType: ElementType
        /// Teacher hidden states that targets need, ascending.
        private let taps: [Int]
        private var source = Source.batch
        /// Outputs of damaged chunks of the file, computed again.
        private var mended: [Int: TeacherOutput] = [:]
        /// Hears of a damaged file.
        private var reportDamage: (String) -> Void = { _ in }

        /// Half the memory of float32; the rounding is far below what a student misses its targets by.
        private static let storedType = ElementType.bfloat16
        /// Examples of one pass that computes stored targets.
        private static let batchSize = 64

        init(teacher: TeacherModel, mapping: LayerMapping, computeType: ElementType) {
            self.teacher = teacher
            self.mapping = mapping
            self.computeType = computeType
            taps = Set(mapping.hiddenStates + mapping.teacherLayers).sorted()
        }

        /// Bytes that the targets of all `sequences` take.
        func storageBytes(_ sequences: SequenceList) -> Int {
            let perToken = taps.count * teacher.config.hiddenSize * 2
            return sequences.lengths.reduce(0) { $0 + $1 * perToken }
        }

        /// Computes the targets of all sequences into memory; `progress` hears how many are done.
        func store(_ sequences: SequenceList, progress: (Int) throws -> Void) throws {
            var outputs = [TeacherOutput?](repeating: nil, count: sequences.count)
            var done = 0
            for batch in LengthBucketedBatches.evaluation(lengths: sequences.lengths, batchSize: Self.batchSize) {
                for (index, output) in zip(batch, try stored(padded(batch, of: sequences))) { outputs[index] = output }
                done += batch.count
                try progress(done)
            }
            source = .memory(outputs.compactMap(\.self))
        }

        /// Takes the targets of all sequences from a file of the cache, which is written first when it is not there.
        ///
        /// - Throws: `FormatError` and `TargetCacheError` when there is no such file and none can be written.
        func store(
            _ sequences: SequenceList, in cache: TargetCache, allowance: Int, teacherFingerprint: String,
            report: @escaping (String) -> Void, progress: (Int) throws -> Void
        ) throws {
            let layout = TargetLayout(
                lengths: sequences.lengths, taps: taps.count, width: teacher.config.hiddenSize,
                outputs: teacher.parameters.find(TensorNames.classifier + TensorNames.weight) == nil
                    ? 0 : teacher.config.outputs,
                batchSize: Self.batchSize, start: TargetFile.headerBytes)
            let fingerprint = fingerprint(sequences, teacherFingerprint)
            let url = cache.url(fingerprint: fingerprint)
            var found: TargetFile?
            do { found = try TargetFile(at: url, fingerprint: fingerprint, layout: layout) } catch {
                report("\(error)")
            }
            if found == nil {
                try cache.makeRoom(for: layout.size, allowance: allowance)
                var done = 0
                try TargetFile.write(to: url, fingerprint: fingerprint, layout: layout) { batch in
                    done += batch.count
                    try progress(done)
                    return try stored(padded(batch, of: sequences))
                }
                found = try TargetFile(at: url, fingerprint: fingerprint, layout: layout)
            }
            guard let found else { throw TargetCacheError.damaged(path: url.path) }
            cache.touch(url)
            source = .disk(found, layout, sequences)
            reportDamage = { path in
                report("\(TargetCacheError.damaged(path: path))")
                cache.remove(url)
            }
        }

        /// What the bits of stored targets depend on.
        private func fingerprint(_ sequences: SequenceList, _ teacherFingerprint: String) -> String {
            var hash = SHA256()
            let parts = [
                teacherFingerprint, "\(teacher.config)", "\(taps)", "\(computeType)", Engine.version,
                Engine.cpuCapability, "\(Engine.threads)", teacher.device.rawValue, "\(Self.batchSize)",
            ]
            hash.update(Array(parts.joined(separator: "\u{0}").utf8))
            for sequence in sequences {
                withUnsafeBytes(of: Int64(sequence.count)) { hash.update($0) }
                sequence.ids.withUnsafeBytes { hash.update($0) }
                sequence.typeIDs.withUnsafeBytes { hash.update($0) }
            }
            return hash.hexDigest
        }

        /// Targets of the sequences `indices`, whose padded batch is `batch`.
        func targets(_ indices: [Int], batch: PaddedBatch, wantsScores: Bool) throws -> TeacherTargets {
            try Engine.withoutGradients {
                let outputs = try outputs(indices, batch)
                let hidden = Tensor.concatenated(outputs.map(\.hiddenStates), along: 0)
                let logits = outputs.compactMap(\.logits)
                return TeacherTargets(
                    logits: logits.isEmpty ? nil : Tensor.stacked(logits, along: 0),
                    hiddenStates: select(hidden, mapping.hiddenStates),
                    attentionScores: wantsScores ? scores(hidden, batch) : [])
            }
        }

        private func outputs(_ indices: [Int], _ batch: PaddedBatch) throws -> [TeacherOutput] {
            switch source {
            case .batch: return try compute(batch, as: computeType)
            case .memory(let outputs): return indices.map { outputs[$0] }
            case .disk(let file, let layout, let sequences):
                return try indices.map { index in
                    if let output = mended[index] ?? file.output(index, on: teacher.device) { return output }
                    if mended.isEmpty { reportDamage(file.path) }
                    let chunk = layout.batches[layout.places[index].chunk]
                    let computed = try stored(padded(chunk, of: sequences))
                    for (index, output) in zip(chunk, computed) { mended[index] = output }
                    return computed[chunk.firstIndex(of: index) ?? 0]
                }
            }
        }

        private func padded(_ indices: [Int], of sequences: SequenceList) -> PaddedBatch {
            PaddedBatch(indices.map { sequences[$0] }, device: teacher.device)
        }

        private func stored(_ batch: PaddedBatch) throws -> [TeacherOutput] {
            let outputs = try compute(batch, as: Self.storedType)
            try Engine.check()
            return outputs
        }

        private func compute(_ batch: PaddedBatch, as type: ElementType) throws -> [TeacherOutput] {
            try Engine.withoutGradients {
                let output = try teacher.forward(batch, computeType: computeType)
                let states = taps.map { batch.realTokens(of: output.hiddenStates[$0]).to(type) }
                let hidden = Tensor.stacked(states, along: 1)
                var start = 0
                return batch.lengths.enumerated().map { row, length in
                    defer { start += length }
                    return TeacherOutput(
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
