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
