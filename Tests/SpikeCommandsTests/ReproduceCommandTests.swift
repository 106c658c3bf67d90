#if Training
    import Foundation
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    @Suite("reproduce", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct ReproduceCommandTests {
        private static let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

        private static func prepare(_ folder: URL) throws {
            _ = try TinyModels.writeTeacher(in: folder)
            _ = try TinyModels.writeSentences(train: 48, dev: 24, in: folder)
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent("recipes"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                at: package.appendingPathComponent("recipes/papers"),
                to: folder.appendingPathComponent("recipes/papers"))
        }

        @Test(
            "what was claimed stands beside what was obtained, and why",
            arguments: ["onebit", "spikingbert", "spikelm"])
        func table(paper: String) throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let command = [
                    "reproduce", paper, "--model", "teacher", "--data", "data", "--output", "out", "--threads", "1",
                    "--set", "batches.size=8",
                ]
                let result = try BitspikeProcess.run(command, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                for part in ["claimed (SST-2)", "obtained, T = ", "why they differ", "seeds", "2 layers of width"] {
                    #expect(result.output.contains(part), "\(part) in \(result.output)")
                }
                let again = try BitspikeProcess.run(command + ["--format", "json"], in: folder)
                let report = try #require(
                    try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any], "\(again.errors)"
                )
                let obtained = try #require(report["obtained"] as? [[String: Any]])
                #expect(obtained.count == (paper == "onebit" ? 3 : 2))
                let teacher = try #require(report["teacherAccuracy"] as? Double)
                for point in obtained {
                    let (accuracy, kept) = (point["accuracy"] as? Double ?? 0, point["retention"] as? Double ?? 0)
                    #expect((0...1).contains(accuracy) && abs(kept * teacher - accuracy) < 1e-9)
                }
                #expect(report["claimSource"] is String && report["scale"] as? String == "tiny")
            }
        }

        @Test("what cannot be run is one line") func failures() throws {
            try withTemporaryFolder { folder in
                let full = try BitspikeProcess.run(["reproduce", "onebit", "--scale", "full"], in: folder)
                #expect(full.status == 64 && full.errors.contains("give --data"))
                let unknown = try BitspikeProcess.run(["reproduce", "spikellm"], in: folder)
                #expect(unknown.status == 64 && unknown.errors.contains("onebit"))
                let nothing = try BitspikeProcess.run(["reproduce", "onebit", "--model", "nowhere"], in: folder)
                #expect(nothing.status == 66 && nothing.errors.split(separator: "\n").count == 1)
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeSentences(train: 8, dev: 8, in: folder)
                let recipe = try BitspikeProcess.run(
                    ["reproduce", "onebit", "--model", "teacher", "--data", "data"], in: folder)
                #expect(recipe.status == 66 && recipe.errors.contains("recipes/papers/onebit.json"), "\(recipe.errors)")
            }
        }
    }
#endif
