#if Training
    import Foundation
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    @Suite(
        "The main job", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct MainJobTests {
        private static let command = [
            "run", "--model", "base", "--data", "data", "--output", "out", "--recipe", "recipe.json", "--threads", "1",
        ]

        private static func prepare(_ folder: URL) throws {
            try writeBase(seed: 1, in: folder)
            _ = try TinyModels.writeSentences(train: 24, dev: 8, in: folder)
            let data = folder.appendingPathComponent("data")
            try FileManager.default.copyItem(
                at: data.appendingPathComponent("dev.tsv"), to: data.appendingPathComponent("test.tsv"))
            try TrainingRuns.recipe(steps: 2).write(
                to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
        }

        private static func writeBase(seed: UInt64, in folder: URL) throws {
            _ = try TinyModels.writeTeacher(
                TinyModels.config(pooling: .mean, labels: []), seed: seed, in: folder, named: "base")
        }

        /// Runs the job as one that was stopped after its teacher, and returns the teacher's log with its times.
        private static func goOn(in folder: URL) throws -> Data {
            let out = folder.appendingPathComponent("out")
            for name in ["summary.json", "checkpoint", "model"] {
                let url = out.appendingPathComponent(name)
                if FileManager.default.fileExists(atPath: url.path) { try FileManager.default.removeItem(at: url) }
            }
            let result = try BitspikeProcess.run(command, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return try Data(contentsOf: out.appendingPathComponent("teacher/metrics.jsonl"))
        }

        /// The logs of teacher and student, with their times.
        private static func logs(in folder: URL) throws -> [Data] {
            try ["teacher", "checkpoint"].map {
                try Data(contentsOf: folder.appendingPathComponent("out/\($0)/metrics.jsonl"))
            }
        }

        @Test("another task, and a recipe that is not there, are refused before anything is made")
        func refused() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let task = try BitspikeProcess.run(Self.command + ["--set", "task=mrpc"], in: folder)
                #expect(task.status == 65 && task.errors.contains("the main job is sst2"), "\(task.errors)")
                try FileManager.default.removeItem(at: folder.appendingPathComponent("recipe.json"))
                let missing = try BitspikeProcess.run(Self.command, in: folder)
                #expect(missing.status == 66 && missing.errors.contains("name a recipe file"), "\(missing.errors)")
                #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("out").path))
            }
        }

        @Test(
            "one that was stopped while it packed or measured distils nothing again, unless its student would be another"
        )
        func student() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                #expect(try BitspikeProcess.run(Self.command, in: folder).status == 0)
                let first = try Self.logs(in: folder)
                func goOn(_ more: [String]) throws -> [Data] {
                    for name in ["summary.json", "model"] {
                        try FileManager.default.removeItem(at: folder.appendingPathComponent("out/\(name)"))
                    }
                    let result = try BitspikeProcess.run(Self.command + more, in: folder)
                    #expect(result.status == 0, "\(result.errors)")
                    return try Self.logs(in: folder)
                }
                #expect(try goOn([]) == first)
                let second = try goOn(["--set", "student.timeSteps=3"])
                #expect(second[0] == first[0] && second[1] != first[1])
                let third = try goOn(["--set", "student.timeSteps=3", "--teacher-epochs", "1"])
                #expect(third[0] != second[0] && third[1] != second[1])
                // A finished job starts anew.
                #expect(try BitspikeProcess.run(Self.command, in: folder).status == 0)
                #expect(try Self.logs(in: folder)[1] != first[1])
            }
        }

        @Test("keeps the teacher of an interrupted one only if it would make the same")
        func teacher() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let first = try Self.goOn(in: folder)
                #expect(try Self.goOn(in: folder) == first, "nothing changed, so nothing is trained again")
                try FileManager.default.removeItem(at: folder.appendingPathComponent("base"))
                try Self.writeBase(seed: 2, in: folder)
                let second = try Self.goOn(in: folder)
                #expect(second != first, "the model it starts from changed")
                _ = try TinyModels.writeSentences(train: 32, dev: 8, in: folder)
                #expect(try Self.goOn(in: folder) != second, "the texts changed")
            }
        }
    }
#endif
