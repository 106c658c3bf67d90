#if Training
    import ArgumentParser
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// Distils a student and writes its checkpoint: what `bitspike distill` and the main job share.
    struct DistillJob {
        let teacherURL: URL
        /// Nil for a distillation on plain text alone: its student has no head.
        let task: TextTask?
        let data: DataFolder
        let output: URL
        let recipe: Recipe
        let device: Device
        let resume: Bool
        let replacing: Bool
        /// What its progress is called.
        var title = "distilling"
        /// Whether the order of the teacher's labels is known to be right.
        var trustsLabels = false
        /// Where the recipe's `teacherCache` keeps teacher outputs.
        var teacherCache = TargetCache.standard

        /// Refuses what cannot work before anything is recorded or made.
        func check() throws {
            let start = recipe.initialization.student.map { [URL(fileURLWithPath: $0)] } ?? []
            try OutputPlace.check(
                output, replacing: replacing, writes: .checkpoint, reading: [teacherURL, data.url] + start)
            _ = try recipe.layerMapping(for: teacherFolder().config)
            try FinishedTraining.check(output, resumes: resume, replacing: replacing)
        }

        private func teacherFolder() throws -> CheckpointFolder {
            let folder = try CheckpointFolder(at: teacherURL)
            if let task {
                try folder.requireHead()
                try folder.config.check(teaches: task, at: teacherURL)
            }
            return folder
        }

        func run() throws {
            try OutputFolder.check(output, replacing: replacing)
            let folder = try teacherFolder()
            let tokenizer = try WordPieceTokenizer.load(folder: teacherURL)
            let loaded = try TeacherModel.load(folder, device: device)
            let teacher = task == nil ? loaded.withoutHead() : loaded
            if !trustsLabels { try checkLabels(of: teacher) }
            let start = try recipe.initialization.student.map {
                try StudentCheckpoint.read(from: URL(fileURLWithPath: $0), needsHead: false)
            }
            let record = try record()
            let control = TrainingProgress(title).control
            let sets = try trainingSets(teacher: teacher, tokenizer: tokenizer, control: control)
            let distillation = Distillation(recipe: recipe, control: control, teacherCache: teacherCache)
            let (student, finished) = try distillation.run(
                teacher: teacher, data: sets, start: start, output: output, resume: resume)
            let checkpoint = try student.checkpoint()
            try OutputFolder.write(to: output, replacing: replacing) { partial in
                try checkpoint.write(into: partial, tokenizerFolder: teacherURL)
                try record.write(into: partial)
                try finished.copyLogs(into: partial)
            }
            try finished.removeState()
        }

        /// A teacher whose labels are swapped teaches the opposite: refused, with the fix.
        private func checkLabels(of teacher: TeacherModel) throws {
            guard let task, !task.isRegression else { return }
            _ = try LabelMapping(modelLabels: teacher.config.labels, task: task)
            // Data without a dev split cannot show it.
            guard let dev = try? data.read(.dev, task: task) else { return }
            let sample = Dataset(
                task: task, split: dev.split, path: dev.path, examples: Array(dev.examples.prefix(512)))
            let evaluation = try EvaluateCommand.evaluate(
                TeacherClassifier(teacher), on: sample, tokenizerFolder: teacherURL,
                maximumLength: recipe.batches.maximumLength)
            if let permutation = evaluation.labelPermutation, permutation.isClearlyBetter {
                throw InputError.permutedLabels(
                    path: teacherURL.path, explanation: permutation.explanation(labels: task.displayLabels))
            }
        }

        /// The data of every stage; the same text is tokenised once.
        private func trainingSets(
            teacher: TeacherModel, tokenizer: WordPieceTokenizer, control: TrainingControl
        ) throws -> [TrainingSet] {
            let longest = try tokenizer.longestSequence(
                recipe.batches.maximumLength, positions: teacher.config.maximumPositions, of: teacherURL)
            try tokenizer.check(fits: teacher.config, hasPairs: task?.hasPairs ?? false, of: teacherURL)
            var sets: [TrainingSet] = []
            for (index, stage) in recipe.stages.enumerated() {
                if let twin = recipe.stages[..<index].firstIndex(where: { reads($0, likewise: stage) }) {
                    sets.append(sets[twin])
                } else if let text = stage.text {
                    sets.append(
                        try plainText(text, stage.packing ?? .lines, tokenizer, longest: longest, control: control))
                } else if let task {
                    let examples = try TrainingData.examples(
                        data.read(.train, task: task), modelLabels: teacher.config.labels)
                    sets.append(TrainingSet(examples, tokenizer: tokenizer, maximumLength: longest))
                }
            }
            return sets
        }

        private func reads(_ stage: Stage, likewise other: Stage) -> Bool {
            (stage.kind == .general) == (other.kind == .general) && stage.text == other.text
                && (stage.packing ?? .lines) == (other.packing ?? .lines)
        }

        private func plainText(
            _ text: TextPaths, _ packing: TextPacking, _ tokenizer: WordPieceTokenizer, longest: Int,
            control: TrainingControl
        ) throws -> TrainingSet {
            let files = try TrainingData.textFiles(text, in: data.url)
            let sizes = try files.map { try $0.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0 }
            let megabytes = sizes.reduce(0, +) / 1_000_000
            control.observe(.preparing("reading \(megabytes) MB of text in \(files.count) files"))
            return try TrainingSet(
                files: files, packing: packing, tokenizer: tokenizer, maximumLength: longest,
                folder: output.standardizedFileURL.deletingLastPathComponent(), control: control)
        }

        /// Whether the output is the finished student of this very job.
        func isDone() throws -> Bool {
            try DistillationRecord.isOf(output, recipeSHA256: recipe.digest(), inputs: inputs())
        }

        /// Digest of the files that decide the student beside its recipe.
        private func inputs() throws -> String {
            var files = try InputFiles.model(teacherURL)
            if let task, recipe.stages.contains(where: { $0.text == nil }) {
                files.append(try data.file(of: .train, task: task))
            }
            files += try recipe.stages.compactMap(\.text).flatMap { try TrainingData.textFiles($0, in: data.url) }
            if let student = recipe.initialization.student {
                files += try InputFiles.model(URL(fileURLWithPath: student))
            }
            return try InputFiles.fingerprint(files)
        }

        /// The recipe with its hash and what it ran on.
        private func record() throws -> DistillationRecord {
            DistillationRecord(
                task: task?.name, recipe: recipe, recipeSHA256: try recipe.digest(), inputs: try inputs(),
                origin: try .current(device: device))
        }
    }
#endif
