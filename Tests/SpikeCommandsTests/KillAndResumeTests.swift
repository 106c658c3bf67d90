#if Training
    import Foundation
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// The real executable, killed in the middle and resumed.
    @Suite(
        "A training that was killed goes on as if nothing had happened",
        .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct KillAndResumeTests {
        /// Trainings that are made of the same loop.
        enum Training: String, CaseIterable {
            case distill, teacher
            /// A distillation with all that changes from step to step.
            case everything

            /// Steps in total; a distillation saves every 25 steps, a teacher every 500.
            var steps: Int { self == .teacher ? 700 : 300 }

            /// Signals are sent after this many logged steps, which is no multiple of the steps between saves.
            var stepsBeforeSignal: Int { self == .teacher ? 530 : self == .distill ? 110 : 260 }

            var arguments: [String] {
                switch self {
                case .distill: TrainingRuns.distill
                case .everything: TrainingRuns.distill + TrainingRuns.everything
                case .teacher: TrainingRuns.teach + ["--epochs", "\(Double(steps * 8) / Double(sentences))"]
                }
            }
        }

        private static let sentences = 80
        /// Looks at a log before giving up, one every 5 ms.
        private static let patience = 20_000

        private static func prepare(_ folder: URL) throws {
            _ = try TinyModels.writeTeacher(in: folder)
            _ = try TinyModels.writeSentences(train: sentences, dev: 0, in: folder)
            try TrainingRuns.recipe(steps: Training.distill.steps / 2).write(
                to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
        }

        /// Starts a training and sends it `signal` in the middle.
        private static func interrupt(
            _ training: Training, with signal: Int32, in folder: URL
        ) throws -> BitspikeProcess.Result {
            let running = try BitspikeProcess(training.arguments, in: folder)
            let log = folder.appendingPathComponent("student.training/metrics.jsonl")
            var looks = 0
            while TrainingRuns.lineCount(log) < training.stepsBeforeSignal, running.process.isRunning, looks < patience
            {
                usleep(5000)
                looks += 1
            }
            #expect(running.process.isRunning, "the training ended before it could be interrupted")
            kill(running.process.processIdentifier, signal)
            return try running.finish()
        }

        @Test("SIGKILL: every later loss, norm and spike rate has the same digits", arguments: Training.allCases)
        func killed(training: Training) throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let output = folder.appendingPathComponent("student")
                let whole = try BitspikeProcess.run(training.arguments, in: folder)
                #expect(whole.status == 0, "\(whole.errors)")
                let expected = try TrainingRuns.steps(output)
                let weights = try Data(contentsOf: output.appendingPathComponent("model.safetensors"))
                try FileManager.default.removeItem(at: output)
                #expect(expected.count == training.steps)

                let dead = try Self.interrupt(training, with: SIGKILL, in: folder)
                #expect(dead.status == SIGKILL && dead.output.isEmpty)
                #expect(try TrainingRuns.newNames(in: folder) == ["student.training"])

                let resumed = try BitspikeProcess.run(training.arguments + ["--resume"], in: folder)
                #expect(resumed.status == 0, "\(resumed.errors)")
                #expect(try TrainingRuns.steps(output) == expected)
                #expect(try Data(contentsOf: output.appendingPathComponent("model.safetensors")) == weights)
                #expect(try TrainingRuns.newNames(in: folder) == ["student"])
            }
        }

        @Test("a teacher is not resumed from the state of one that started elsewhere")
        func otherStart() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                #expect(try Self.interrupt(.teacher, with: SIGINT, in: folder).status == 130)
                try FileManager.default.removeItem(at: folder.appendingPathComponent("teacher"))
                _ = try TinyModels.writeTeacher(seed: 2, in: folder)
                let refused = try BitspikeProcess.run(Training.teacher.arguments + ["--resume"], in: folder)
                #expect(refused.status == 65 && refused.errors.contains("recipe, teacher or data"), "\(refused.errors)")
                #expect(try TrainingRuns.newNames(in: folder) == ["student.training"])
            }
        }

        @Test("SIGINT and SIGTERM save, say so and exit with 130", arguments: [SIGINT, SIGTERM])
        func interrupted(signal: Int32) throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let result = try Self.interrupt(.distill, with: signal, in: folder)
                #expect(result.status == 130 && result.output.isEmpty)
                let last = try #require(result.errors.split(separator: "\n").last)
                let message = try #require(
                    last.wholeMatch(
                        of: /bitspike: interrupted at step (\d+); the state is saved, go on with --resume/))
                let step = try #require(Int(message.output.1))
                #expect(step >= Training.distill.stepsBeforeSignal)
                #expect(try TrainingRuns.newNames(in: folder) == ["student.training"])
                #expect(TrainingRuns.lineCount(folder.appendingPathComponent("student.training/metrics.jsonl")) == step)
                let rest = try BitspikeProcess.run(TrainingRuns.distill + ["--resume"], in: folder)
                #expect(rest.status == 0, "\(rest.errors)")
                #expect(
                    try TrainingRuns.steps(folder.appendingPathComponent("student")).count == Training.distill.steps)
            }
        }
    }
#endif
