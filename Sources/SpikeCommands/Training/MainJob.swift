#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeEvaluation
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeRuntime
    import SpikeTraining

    /// The main job: teacher → student → packed model → both measured on held-out text.
    ///
    /// Each part is written complete or not at all; an interrupted part goes on where it was when the job is run again.
    struct MainJob {
        let root: URL
        let base: URL
        let data: DataFolder
        let recipe: Recipe
        let teacherRecipe: TeacherRecipe
        let ledger: URL
        /// Where both trainings run.
        var device = Device.cpu
        /// Unseen examples that both are measured on.
        var split = Split.test

        private static let summaryFile = "summary.json"

        private var teacherURL: URL { root.appendingPathComponent("teacher") }
        private var checkpointURL: URL { root.appendingPathComponent("checkpoint") }
        private var modelURL: URL { root.appendingPathComponent("model") }

        /// - Throws: `JobInterrupted` when it was asked to stop.
        func run(since start: ContinuousClock.Instant) throws -> RunSummary {
            guard [nil, TextTask.sst2.name].contains(recipe.task) else {
                throw RecipeError.invalid(
                    key: "task", why: "the main job is sst2; for other tasks use 'bitspike teacher' and 'distill'")
            }
            do { return try runParts(since: start) } catch is TrainingInterrupted { throw JobInterrupted() }
        }

        private func runParts(since start: ContinuousClock.Instant) throws -> RunSummary {
            let task = TextTask.sst2
            do { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: root.path, reason: "the folder cannot be made")
            }
            // A summary says that the job was finished: then everything starts anew.
            let summary = root.appendingPathComponent(Self.summaryFile)
            let isFresh = FileManager.default.fileExists(atPath: summary.path)
            if isFresh { try FileManager.default.removeItem(at: summary) }
            let keepsTeacher = try !isFresh && hasTeacher(of: task)
            if !keepsTeacher { try trainTeacher(task) }
            try distil(task, keepsTeacher: keepsTeacher)
            // Halves cost nothing measurable; what was rounded further before training stays as it is.
            let trained = recipe.student.embeddings
            try PackCommand.pack(
                checkpointURL, to: modelURL, embeddings: trained == .float32 ? .float16 : trained, replacing: true)
            return try measure(task, since: start)
        }

        private func trainTeacher(_ task: TextTask) throws {
            try TeacherJob(
                base: base, task: task, data: data, output: teacherURL, recipe: teacherRecipe, device: device,
                resume: try FinishedTraining.canResume(teacherURL), replacing: true
            ).run(recordedIn: ledger)
        }

        /// - Parameter keepsTeacher: whether the teacher is a former job's, and so may be a student, finished or under way.
        private func distil(_ task: TextTask, keepsTeacher: Bool) throws {
            let job = DistillJob(
                teacherURL: teacherURL, task: task, data: data, output: checkpointURL, recipe: recipe, device: device,
                resume: try keepsTeacher && FinishedTraining.canResume(checkpointURL), replacing: true)
            if try keepsTeacher && job.isDone() { return }
            try job.run(recordedIn: ledger)
        }

        /// Whether an unfinished job left the teacher that this one would train.
        private func hasTeacher(of task: TextTask) throws -> Bool {
            guard let found = TeacherRecord.read(in: teacherURL) else { return false }
            return try found.recipe == teacherRecipe
                && found.inputs == TeacherRecord.inputs(base: base, data: data, task: task)
        }

        /// What a finished job left; nil while there is something to do.
        func finished() throws -> RunSummary? {
            let file = root.appendingPathComponent(Self.summaryFile)
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            return try ConfigFile.read(RunSummary.self, at: file)
        }

        /// The student's accuracy at another T.
        func accuracy(timeSteps: Int) throws -> Double {
            let dataset = try data.read(split, task: .sst2)
            let model = try LoadedModel.open(modelURL, threads: Engine.threads, timeSteps: timeSteps).languageModel
            return try EvaluateCommand.evaluate(
                StoppableModel(model: model), on: dataset, tokenizerFolder: modelURL,
                maximumLength: recipe.batches.maximumLength
            ).result.accuracy
        }

        /// The student's sizes.
        func encoder() throws -> BERTConfig { try PackedModelFolder.read(from: modelURL).config.encoder }

        private func measure(_ task: TextTask, since start: ContinuousClock.Instant) throws -> RunSummary {
            let dataset = try data.read(split, task: task)
            func evaluate(_ model: LoadedModel, _ url: URL) throws -> EvaluationResult {
                try EvaluateCommand.evaluate(
                    StoppableModel(model: model.languageModel), on: dataset, tokenizerFolder: url,
                    maximumLength: recipe.batches.maximumLength
                ).result
            }
            let teacher = try evaluate(LoadedModel.open(teacherURL, threads: Engine.threads), teacherURL)
            let student = try evaluate(LoadedModel.open(modelURL, threads: Engine.threads), modelURL)
            let packed = try PackedModelFolder.read(from: modelURL)
            let summary = RunSummary(
                teacher: .init(accuracy: teacher.accuracy),
                student: .init(
                    accuracy: student.accuracy,
                    retention: RunSummary.retention(student.accuracy, of: teacher.accuracy),
                    weightEncoding: packed.config.spiking.weightEncoding.name,
                    timeSteps: packed.config.spiking.timeSteps, meanSpikeRate: student.meanSpikeRate ?? 0,
                    spikesPerNeuron: student.spikesPerNeuron ?? 0, encoderBytes: packed.encoderByteCount,
                    modelBytes: try ModelDescription.weightBytes(modelURL)),
                seconds: (ContinuousClock.now - start) / .seconds(1), model: modelURL.relativePath)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try AtomicFile.write(try encoder.encode(summary), to: root.appendingPathComponent(Self.summaryFile))
            return summary
        }
    }

    extension EvaluationResult {
        /// The accuracy of a classification.
        fileprivate var accuracy: Double { (metrics["accuracy"] ?? nil) ?? .nan }
    }
#endif
