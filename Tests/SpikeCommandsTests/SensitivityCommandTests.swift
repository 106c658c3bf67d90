#if Training
    import Foundation
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    @Suite(
        "The command sensitivity", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct SensitivityCommandTests {
        private static func prepare(_ folder: URL) throws {
            _ = try TinyModels.writeTeacher(in: folder)
            _ = try TinyModels.writeSentences(train: 40, dev: 20, in: folder)
            try Data(TrainingRuns.recipe(steps: 2).utf8).write(to: folder.appendingPathComponent("recipe.json"))
        }

        private static func run(_ more: [String], in folder: URL) throws -> BitspikeProcess.Result {
            try BitspikeProcess.run(
                [
                    "sensitivity", "--recipe", "recipe.json", "--teacher", "teacher", "--task", "sst2", "--data",
                    "data",
                    "--threads", "1",
                ] + more, in: folder)
        }

        @Test("keeps the budget, and writes a recipe that distill takes")
        func mixes() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let result = try Self.run(
                    ["--bits", "2.5", "--output", "mixed.json", "--format", "json"], in: folder)
                #expect(result.status == 0, "\(result.errors)")
                let rows = try #require(
                    try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
                #expect(rows.count == 12 && Set(rows.compactMap { $0["encoding"] as? String }).count > 1)
                let said = try #require(result.errors.split(separator: " ").first.flatMap { Double($0) })
                #expect(said > 1 && said <= 2.5)
                let distilled = try BitspikeProcess.run(
                    TrainingRuns.distill.map { $0 == "recipe.json" ? "mixed.json" : $0 }, in: folder)
                #expect(distilled.status == 0, "\(distilled.errors)")
                let config = try String(
                    contentsOf: folder.appendingPathComponent("student/config.json"), encoding: .utf8)
                #expect(config.contains("mixed_encodings"))
                let again = try Self.run(["--output", "mixed.json"], in: folder)
                #expect(again.status == 65)
                #expect(
                    again.errors == "bitspike: mixed.json: exists already; name another file with --output\n")
            }
        }

        @Test("scans recipes of every schedule", arguments: ["perStep", "realResidual"])
        func schedules(schedule: String) throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let result = try Self.run(
                    [
                        "--set", "student.schedule=\(schedule)", "--set", "student.spikeKind=binary", "--set",
                        "initialization.method=teacher",
                    ], in: folder)
                #expect(result.status == 0, "\(result.errors)")
                #expect(result.output.split(separator: "\n").count == 13)
            }
        }

        @Test("what cannot be is said in one line")
        func errors() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let cases: [([String], Int32, String)] = [
                    (
                        ["--bits", "1.1"], 65,
                        "bitspike: --bits 1.1: the smallest candidates take 1.146 with their scales; raise --bits or add "
                            + "a smaller one\n"
                    ),
                    (
                        ["--set", "student.scaleGranularity=perGroup20"], 65,
                        "bitspike: recipe key student: perGroup20 does not divide hiddenSize 16 and intermediateSize 33; "
                            + "choose a group that does\n"
                    ),
                    (
                        ["--set", "initialization.layerMapping=[0,7]"], 65,
                        "bitspike: recipe key initialization.layerMapping: entries must lie in 0...1\n"
                    ),
                    (
                        ["--set", "student.layers=0"], 65,
                        "bitspike: recipe key student: layers is 0; allowed: 1...1024\n"
                    ),
                    (
                        ["--set", "student.quantizer=absmean", "--set", "initialization.method=teacher"], 65,
                        "bitspike: --candidates uniform4: recipe key student.quantizer: absmean knows binary and ternary weights; use uniform, "
                            + "learnedScale or learned\n"
                    ),
                ]
                let wide = try Self.run(
                    ["--set", "student.timeSteps=100", "--candidates", "ternary", "uniform4"], in: folder)
                #expect(wide.status == 65 && !wide.errors.contains("scanning"))
                #expect(
                    wide.errors.hasPrefix("bitspike: --candidates uniform4: recipe key student: timeSteps is 100; "),
                    "\(wide.errors)")
                let unwritable = try Self.run(["--output", "none/mixed.json"], in: folder)
                #expect(unwritable.status == 65 && !unwritable.errors.contains("scanning"), "\(unwritable.errors)")
                for (arguments, status, message) in cases {
                    let result = try Self.run(arguments, in: folder)
                    #expect(result.status == status && result.errors == message, "\(result.errors)")
                }
                let usage = try Self.run(["--candidates", "trinary"], in: folder)
                #expect(usage.status == 64 && usage.errors.contains("'trinary' is no weight encoding; use float32, "))
                let little = try Self.run(["--bits", "0.5"], in: folder)
                #expect(little.status == 64 && little.errors.contains("the smallest candidate takes 1 and its scales"))
                let twice = try Self.run(["--candidates", "binary", "binary"], in: folder)
                #expect(twice.status == 64 && twice.errors.contains("--candidates has one twice"))
            }
        }
    }
#endif
