#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel
    import SpikeText
    import SpikeTraining

    /// Fine-tunes a teacher and writes it: what `bitspike teacher` and the main job share.
    struct TeacherJob {
        let base: URL
        let task: TextTask
        let data: DataFolder
        let output: URL
        let recipe: TeacherRecipe
        let device: Device
        let resume: Bool
        let replacing: Bool

        /// How the head of a fine-tuned `base` reads the sentence, where nothing else is asked for: as before if the head is kept,
        /// else as the mean.
        static func pooling(of base: URL, task: TextTask) throws -> Pooling {
            let config = try CheckpointFolder(at: base).config
            return config.hasHead(for: task) ? config.pooling ?? .mean : .mean
        }

        /// Refuses what cannot work before anything is recorded or made.
        func check() throws {
            try OutputPlace.check(output, replacing: replacing, writes: .teacher, reading: [base, data.url])
            _ = try CheckpointFolder(at: base)
            try FinishedTraining.check(output, resumes: resume, replacing: replacing)
        }

        func run() throws {
            try OutputFolder.check(output, replacing: replacing)
            let folder = try CheckpointFolder(at: base)
            let tokenizer = try WordPieceTokenizer.load(folder: base)
            let teacher = try TeacherModel.load(folder, device: device).withHead(
                labels: task.displayLabels, isRegression: task.isRegression, pooling: recipe.pooling, seed: recipe.seed)
            let longest = try tokenizer.longestSequence(
                recipe.batches.maximumLength, positions: teacher.config.maximumPositions, of: base)
            try tokenizer.check(fits: teacher.config, hasPairs: task.hasPairs, of: base)
            let dataset = try data.read(.train, task: task)
            let set = TrainingSet(
                try TrainingData.examples(dataset, modelLabels: teacher.config.labels), tokenizer: tokenizer,
                maximumLength: longest)
            let training = TeacherTraining(recipe: recipe, control: TrainingProgress("teacher").control)
            let (trained, finished) = try training.run(teacher, on: set, output: output, resume: resume)
            let record = TeacherRecord(
                task: task.name, recipe: recipe, inputs: try TeacherRecord.inputs(base: base, data: data, task: task),
                origin: try .current(device: device))
            try OutputFolder.write(to: output, replacing: replacing) { partial in
                try trained.write(to: partial, tokenizerFolder: base, replacing: true)
                try record.write(into: partial)
                try finished.copyLogs(into: partial)
            }
            try finished.removeState()
        }
    }
#endif
