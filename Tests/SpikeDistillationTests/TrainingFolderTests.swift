#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeFormats
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    /// What lies beside an output until it is complete.
    @Suite("The folder of an unfinished training", .oneAtATime)
    struct TrainingFolderTests {
        @Test("what a killed process was writing goes, and only logs come into the output")
        func leftovers() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 4, checkpointEvery: 2)
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 3)
                }
                let training = TinyDistillation.trainingFolder(in: folder)
                let partial = training.appendingPathComponent(".state.partial-99")
                try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
                try Data(count: 9).write(to: partial.appendingPathComponent("state.safetensors"))
                let output = folder.appendingPathComponent("output")
                try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
                _ = try TinyDistillation.run(recipe, in: folder, resume: true) { finished in
                    #expect(!FileManager.default.fileExists(atPath: partial.path))
                    try finished.copyLogs(into: output)
                    try finished.removeState()
                }
                let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(names.contains("metrics.jsonl"))
                #expect(names.allSatisfy { $0 == "metrics.jsonl" || $0.hasPrefix("events.out.tfevents.") }, "\(names)")
                #expect(!FileManager.default.fileExists(atPath: training.path))
            }
        }

        @Test("a state whose renaming was cut off is found again", arguments: ["former", "partial"])
        func hiddenState(role: String) throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 4)
                let whole = try TinyDistillation.run(recipe, in: folder)
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 3)
                }
                let training = TinyDistillation.trainingFolder(in: folder)
                try FileManager.default.moveItem(
                    at: training.appendingPathComponent("state"),
                    to: training.appendingPathComponent(".state.\(role)-99"))
                #expect(try FinishedTraining.canResume(folder.appendingPathComponent("student")))
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(rest.log.losses == Array(whole.log.losses[3...]))
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }

        @Test("a training that is stopped while it prepares leaves nothing")
        func nothingYet() throws {
            try withTemporaryFolder { folder in
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(TinyDistillation.recipe(steps: 4), in: folder, stopAfter: 0)
                }
                let training = TinyDistillation.trainingFolder(in: folder)
                #expect(!FileManager.default.fileExists(atPath: training.path))
            }
        }

        @Test("one process at a time trains an output")
        func locked() throws {
            try withTemporaryFolder { folder in
                let training = TinyDistillation.trainingFolder(in: folder)
                try FileManager.default.createDirectory(at: training, withIntermediateDirectories: true)
                let lock = try #require(try FileLock(training.appendingPathComponent("lock")))
                let error = withExtendedLifetime(lock) {
                    #expect(throws: RecipeError.self) {
                        try TinyDistillation.run(TinyDistillation.recipe(steps: 1), in: folder)
                    }
                }
                #expect(
                    error?.description.hasSuffix(
                        "student.training: another process trains here; wait for it, or name another --output") ?? false
                )
            }
        }

        @Test("a state waits to be resumed or replaced, and none is no state")
        func waiting() throws {
            try withTemporaryFolder { folder in
                let output = folder.appendingPathComponent("student")
                try FinishedTraining.check(output, resumes: false, replacing: false)
                #expect(throws: RecipeError.self) {
                    try FinishedTraining.check(output, resumes: true, replacing: false)
                }
                let recipe = TinyDistillation.recipe(steps: 4)
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 2)
                }
                try FinishedTraining.check(output, resumes: true, replacing: false)
                try FinishedTraining.check(output, resumes: false, replacing: true)
                #expect(throws: RecipeError.self) {
                    try FinishedTraining.check(output, resumes: false, replacing: false)
                }
            }
        }

        @Test("a recipe that cannot be used, or a start that does not fit, leaves a former state as it is")
        func refused() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 4)
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 2)
                }
                let other = try TinyDistillation.run(
                    TinyDistillation.recipe(steps: 1), in: folder.appendingPathComponent("other")
                ).student.checkpoint()
                var group = recipe
                group.student.scaleGranularity = .perGroup(size: 20)
                var start = recipe
                start.student.timeSteps = 2
                start.student.spikeKind = .binary
                (start.initialization.method, start.initialization.student) = (.student, "other")
                for (recipe, student) in [(group, nil), (start, other)] {
                    #expect(throws: RecipeError.self) {
                        try TinyDistillation.run(recipe, in: folder, start: student)
                    }
                }
                #expect(try FinishedTraining.canResume(folder.appendingPathComponent("student")))
            }
        }

        @Test("asked to stop before the first step it stops there, and says that there is nothing to resume")
        func earlyStop() throws {
            try withTemporaryFolder { folder in
                let error = #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(TinyDistillation.recipe(steps: 4), in: folder, stopAfter: 0)
                }
                #expect(error?.description == "interrupted before any step; give the same command again")
                let canResume = try FinishedTraining.canResume(folder.appendingPathComponent("student"))
                #expect(!canResume)
            }
        }

        @Test("how often states are saved, names and the cache may change before a training goes on; T may not")
        func changes() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 4, checkpointEvery: 2)
                let whole = try TinyDistillation.run(recipe, in: folder.appendingPathComponent("whole")).log.losses
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 3)
                }
                var other = recipe
                other.student.timeSteps = 3
                let error = #expect(throws: RecipeError.self) {
                    try TinyDistillation.run(other, in: folder, resume: true)
                }
                #expect(error?.description.contains("was made with another recipe, teacher or data") ?? false)
                var renamed = recipe
                (renamed.name, renamed.checkpointEvery, renamed.teacherCache.megabytes) = ("another", 3, 7)
                let rest = try TinyDistillation.run(renamed, in: folder, resume: true).log.losses
                #expect(rest == Array(whole.suffix(5)))
            }
        }
    }
#endif
