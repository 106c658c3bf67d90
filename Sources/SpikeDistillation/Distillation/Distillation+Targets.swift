#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeTraining

    extension Distillation {
        /// All stages with their batches and supervisions; nothing is stored yet.
        func supervisedStages(
            _ teacher: TeacherModel, _ data: [TrainingSet], _ mapping: LayerMapping, _ type: ElementType
        ) throws -> [SupervisedStage] {
            let batches = try stageBatches(teacher, data)
            let supervisions = supervise(teacher, batches.map(\.fixed), mapping, type)
            return try recipe.stages.indices.map { index in
                let run = try StageRun(
                    stage: recipe.stages[index], batches: batches[index], recipe: recipe, teacher: teacher,
                    supervision: supervisions[index], computeType: type)
                return SupervisedStage(run: run, supervision: supervisions[index], fixed: batches[index].fixed)
            }
        }

        /// One supervision per stage; stages on the same texts share theirs. Nil is a stage whose texts change.
        private func supervise(
            _ teacher: TeacherModel, _ data: [TrainingSet?], _ mapping: LayerMapping, _ type: ElementType
        ) -> [TeacherSupervision] {
            var made: [TeacherSupervision] = []
            for (index, set) in data.enumerated() {
                let twin = data[..<index].firstIndex { $0 != nil && $0?.sequences == set?.sequences }
                made.append(
                    twin.map { made[$0] }
                        ?? TeacherSupervision(teacher: teacher, mapping: mapping, computeType: type))
            }
            return made
        }

        /// Stores teacher outputs where that pays; returns for every stage whether its targets are stored.
        ///
        /// On disk where the recipe allows it and they fit, since a later run may use them again; else in memory where the
        /// stages pass over a data set more than one and a half times and they fit, below which storing every target costs
        /// more than it saves. A disk that fails is reported, and training goes on without it. Nothing is stored for stages that
        /// are over, or have no steps.
        ///
        /// - Parameter progress: of the start; what a resumed run decided then stays.
        /// - Throws: `RecipeError` when the targets were stored then and cannot be now, `TrainingInterrupted` when asked to stop.
        func store(
            _ stages: [SupervisedStage], plan: [PlannedStage], teacherFingerprint: String,
            at progress: TrainerState.Progress
        ) throws -> [Bool] {
            let former = progress.storedTargets
            var left = cacheBytes
            var stored = [Bool](repeating: false, count: stages.count)
            for (index, stage) in stages.enumerated() {
                guard let sequences = stage.fixed?.sequences else { continue }
                let supervision = stage.supervision
                let sharing = stages.indices.filter { stages[$0].supervision === supervision }
                guard sharing[0] == index else {
                    stored[index] = stored[sharing[0]]
                    continue
                }
                let before = former.flatMap { $0.indices.contains(index) ? $0[index] : nil }
                guard before ?? true, sharing.contains(where: { plan[$0].steps > 0 && plan[$0].end > progress.step })
                else {
                    stored[index] = before ?? false
                    continue
                }
                let bytes = supervision.storageBytes(sequences)
                let isWanted = before == true || passes(of: sharing.map { stages[$0] }) > 1.5
                func observe(_ done: Int) throws {
                    control.observe(.prepared(done, of: sequences.count, what: "teacher outputs"))
                    try control.stopIfAsked(at: progress.step)
                }
                switch try storeOnDisk(supervision, sequences, bytes, teacherFingerprint, observe) {
                case .stored: stored[index] = true
                case .failed where bytes <= left, .notAsked where isWanted && bytes <= left:
                    left -= bytes
                    try supervision.store(sequences, progress: observe)
                    stored[index] = true
                case .failed, .notAsked: break
                }
                guard stored[index] || before != true else {
                    throw RecipeError.invalid(
                        key: "teacherCache.megabytes",
                        why:
                            "the run was started with stored teacher outputs, which now find no room; make some and resume"
                    )
                }
            }
            return stored
        }

        private func passes(of stages: [SupervisedStage]) -> Double {
            stages.reduce(0) { $0 + $1.run.passes(accumulation: recipe.batches.accumulation) }
        }

        private enum DiskOutcome { case stored, failed, notAsked }

        private func storeOnDisk(
            _ supervision: TeacherSupervision, _ sequences: SequenceList, _ bytes: Int, _ teacherFingerprint: String,
            _ observe: (Int) throws -> Void
        ) throws -> DiskOutcome {
            let allowance = recipe.teacherCache.megabytes * 1_000_000
            guard allowance > 0, let cache = teacherCache else { return .notAsked }
            guard bytes <= allowance else {
                let error = TargetCacheError.tooLarge(
                    megabytes: bytes / 1_000_000 + 1, allowance: recipe.teacherCache.megabytes)
                control.observe(.notice("\(error)"))
                return .notAsked
            }
            do {
                try supervision.store(
                    sequences, in: cache, allowance: allowance, teacherFingerprint: teacherFingerprint,
                    report: { [control] in control.observe(.notice($0)) },
                    progress: observe)
                return .stored
            } catch let error as FormatError {
                control.observe(.notice("\(error); teacher outputs are not cached on disk"))
            } catch let error as TargetCacheError {
                control.observe(.notice("\(error)"))
            }
            return .failed
        }
    }
#endif
