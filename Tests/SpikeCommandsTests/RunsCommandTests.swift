#if Training
    import Foundation
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// What `teacher` and `distill` record, and how `bitspike runs` tells it.
    @Suite("Recorded runs", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct RunsCommandTests {
        private static func prepare(_ folder: URL) throws {
            _ = try TinyModels.writeTeacher(in: folder)
            _ = try TinyModels.writeSentences(train: 40, dev: 0, in: folder)
            try Data(TrainingRuns.recipe(steps: 4).utf8).write(to: folder.appendingPathComponent("recipe.json"))
        }

        private static func succeed(_ arguments: [String], in folder: URL) throws -> BitspikeProcess.Result {
            let result = try BitspikeProcess.run(arguments, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return result
        }

        private static func teach(_ output: String) -> [String] {
            [
                "teacher", "--model", "teacher", "--task", "sst2", "--data", "data", "--output", output, "--epochs",
                "1", "--batch-size", "8", "--threads", "1",
            ]
        }

        private static func distill(_ output: String, _ more: [String] = []) -> [String] {
            TrainingRuns.distill.map { $0 == "student" ? output : $0 } + more
        }

        @Test("teachers and students are recorded with recipe, machine, losses and time, and can be compared")
        func recorded() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                _ = try Self.succeed(Self.teach("tuned"), in: folder)
                _ = try Self.succeed(Self.distill("a"), in: folder)
                _ = try Self.succeed(Self.distill("b", ["--set", "student.timeSteps=3"]), in: folder)
                let runs = try StudyFiles.runs(in: folder).compactMap { $0["run"] as? [String: Any] }
                #expect(runs.map { $0["kind"] as? String } == ["teacher", "distillation", "distillation"])
                for run in runs {
                    #expect(run["state"] as? String == "finished" && run["task"] as? String == "sst2")
                    #expect((run["trainingSeconds"] as? Double ?? 0) > 0 && run["ended"] is String)
                    #expect((run["metrics"] as? [String: Double])?["loss"] != nil)
                    #expect((run["machine"] as? [String: Any])?["processor"] is String)
                }
                try Self.checkTables(in: folder)
                try Self.checkRecipe(in: folder)
            }
        }

        private static func checkTables(in folder: URL) throws {
            let table = try succeed(["runs", "list", "--task", "sst2"], in: folder).lines
            #expect(table.count == 4 && table[0].hasPrefix("id  started"))
            let csv = try succeed(["runs", "list", "--format", "csv"], in: folder).lines
            #expect(csv[0] == "id,started,kind,state,study,task,labels,seed,result,output,message")
            #expect(csv.count == 4 && csv[2].hasPrefix("2,") && csv[2].hasSuffix(",a,"))
            #expect(try succeed(["runs", "list", "--state", "failed"], in: folder).lines.count == 1)
            let compared = try succeed(["runs", "compare", "2", "3"], in: folder).lines
            #expect(compared[0].split(separator: " ") == ["run", "2", "run", "3"])
            try CommandErrorTests.expect(
                ["runs", "show", "1", "--recipe"], in: folder, fails: 65,
                saying: "run 1: is a teacher's, whose recipe are options; see 'bitspike runs show 1'")
            #expect(
                compared.filter { $0.hasPrefix("recipe ") }.map { $0.split(separator: " ").joined(separator: " ") }
                    == ["recipe student.timeSteps 2 3"])
            let json = try succeed(["runs", "compare", "2", "3", "--format", "json"], in: folder)
            let object = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            #expect(object["recipe"] as? [String: [String]] == ["student.timeSteps": ["2", "3"]])
            #expect((object["numbers"] as? [String: [Double]])?["trainingSeconds"]?.count == 2)
        }

        /// The recipe of run 3, run again, is the recipe of run 3.
        private static func checkRecipe(in folder: URL) throws {
            let recipe = try succeed(["runs", "show", "3", "--recipe"], in: folder).output
            try Data(recipe.utf8).write(to: folder.appendingPathComponent("recipe.json"))
            _ = try succeed(distill("again"), in: folder)
            #expect(try succeed(["runs", "show", "4", "--recipe"], in: folder).output == recipe)
            let shown = try succeed(["runs", "show", "3"], in: folder).output
            #expect(shown.contains("run       ") && shown.contains("\"timeSteps\" : 3"))
            let line = try #require(shown.split(separator: "\n").first { $0.hasPrefix("command ") })
            #expect(
                line.hasSuffix(
                    "bitspike distill --recipe recipe.json --teacher teacher --task sst2 --data data --output b --threads 1 "
                        + "--set student.timeSteps=3"), "\(line)")
            #expect(
                try Data(contentsOf: folder.appendingPathComponent("again/model.safetensors"))
                    == Data(contentsOf: folder.appendingPathComponent("b/model.safetensors")))
        }

        @Test("a failed run is recorded as failed, a refused one not at all") func failed() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let bad = ["--set", "stages.0.schedule.learningRate=1e30", "--ledger", "my/ledger.sqlite"]
                #expect(try BitspikeProcess.run(Self.distill("a", bad), in: folder).status == 65)
                #expect(try BitspikeProcess.run(Self.distill("a", bad + ["--resume"]), in: folder).status == 65)
                let run = try #require(try StudyFiles.runs(in: folder, ["--ledger", "my/ledger.sqlite"]).first)
                let failed = try #require(run["run"] as? [String: Any])
                #expect(failed["state"] as? String == "failed")
                #expect((failed["message"] as? String ?? "").hasPrefix("the loss or its gradient is not finite"))
                #expect(try StudyFiles.runs(in: folder, ["--ledger", "my/ledger.sqlite"]).count == 1)
            }
        }

        @Test("a ledger that cannot be written costs a warning and no training") func warning() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                try Data(repeating: 0x41, count: 4096).write(to: folder.appendingPathComponent("broken.sqlite"))
                let result = try Self.succeed(Self.distill("a", ["--ledger", "broken.sqlite"]), in: folder)
                #expect(result.output == "a\n")
                let warning = try #require(result.errors.split(separator: "\n").first)
                #expect(
                    warning.replacing(folder.path + "/", with: "")
                        == "warning: this run is not recorded: broken.sqlite: is no readable ledger (file is not a database); move it away, or name another with --ledger"
                )
            }
        }

        @Test("runs and ledgers that are not there, and broken ledgers, are one line each") func messages() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                try CommandErrorTests.expect(
                    ["runs", "list"], in: folder, fails: 66,
                    saying:
                        "runs/ledger.sqlite: not found; name the ledger with --ledger, or train something first, which makes one"
                )
                _ = try Self.succeed(Self.distill("a"), in: folder)
                for command in [["runs", "show", "9"], ["runs", "compare", "1", "9"]] {
                    try CommandErrorTests.expect(
                        command, in: folder, fails: 66,
                        saying: "runs/ledger.sqlite: there is no run 9; 'bitspike runs list' shows them")
                }
                #expect(try BitspikeProcess.run(["runs", "compare", "1"], in: folder).status == 64)
                try CommandErrorTests.expect(
                    ["runs", "list", "--ledger", "recipe.json"], in: folder, fails: 65,
                    saying:
                        "recipe.json: is no readable ledger (file is not a database); move it away, or name another with --ledger"
                )
            }
        }
    }
#endif
