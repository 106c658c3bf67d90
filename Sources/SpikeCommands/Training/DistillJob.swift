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
        let task: TextTask
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

        /// Refuses what cannot work before anything is recorded or made.
        func check() throws {
            try OutputFolder.check(output, replacing: replacing)
            _ = try teacherFolder()
            if resume, try !FinishedTraining.canResume(output) { throw FinishedTraining.nothingToResume(output) }
        }

        private func teacherFolder() throws -> CheckpointFolder {
            let folder = try CheckpointFolder(at: teacherURL)
            guard folder.hasClassifier else {
                throw InputError.unsuitableModel(
                    path: teacherURL.path, why: "has no classification head; fine-tune it with 'bitspike teacher' first"
                )
            }
            return folder
        }

        func run() throws {
            try OutputFolder.check(output, replacing: replacing)
            let folder = try teacherFolder()
            let tokenizer = try WordPieceTokenizer.load(folder: teacherURL)
            let teacher = try TeacherModel.load(folder, device: device)
            if !trustsLabels { try checkLabels(of: teacher) }
            let sets = try recipe.stages.map { try trainingSet(for: $0, teacher: teacher, tokenizer: tokenizer) }
            let distillation = Distillation(recipe: recipe, control: TrainingProgress(title).control)
            let (student, finished) = try distillation.run(teacher: teacher, data: sets, output: output, resume: resume)
            let checkpoint = try student.checkpoint()
            let record = try record()
            try OutputFolder.write(to: output, replacing: replacing) { partial in
                try checkpoint.write(into: partial, tokenizerFolder: teacherURL)
                try record.write(into: partial)
                try finished.copyLogs(into: partial)
            }
            try finished.removeState()
        }

        /// A teacher whose labels are swapped teaches the opposite: refused, with the fix.
        private func checkLabels(of teacher: TeacherModel) throws {
            guard !task.isRegression else { return }
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

        private func trainingSet(
            for stage: Stage, teacher: TeacherModel, tokenizer: WordPieceTokenizer
        ) throws -> TrainingSet {
            let longest = min(recipe.batches.maximumLength, teacher.config.maximumPositions)
            if stage.kind == .general, let text = stage.text {
                let lines = try TrainingData.lines(of: data.url.appendingPathComponent(text))
                return TrainingSet(texts: lines, tokenizer: tokenizer, maximumLength: longest)
            }
            let dataset = try data.read(.train, task: task)
            let examples = try TrainingData.examples(dataset, modelLabels: teacher.config.labels)
            return TrainingSet(examples, tokenizer: tokenizer, maximumLength: longest)
        }

        /// The recipe with its hash and what it ran on.
        private func record() throws -> DistillationRecord {
            DistillationRecord(
                task: task.name, recipe: recipe, recipeSHA256: SHA256.hexDigest(Array(try recipe.encoded())),
                origin: try .current(device: device))
        }
    }
#endif
