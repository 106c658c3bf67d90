#if Training
    import Foundation
    import SpikeCore
    import SpikeFormats
    import SpikeKernels
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// From a base checkpoint to labels on the command line, and what goes wrong on the way.
    @Suite(
        "Training commands", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct TrainingCommandTests {
        private static func object(_ line: String) throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }

        private static func accuracy(_ model: String, in folder: URL) throws -> Double {
            let result = try BitspikeProcess.run(
                ["evaluate", "--model", model, "--task", "sst2", "--data", "data", "--format", "json"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return try #require((object(result.output)["metrics"] as? [String: Double])?["accuracy"])
        }

        @Test("a base model becomes a teacher, a student, a packed model and labels")
        func wholeWay() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(
                    TinyModels.config(pooling: .mean, labels: []), in: folder, named: "base")
                _ = try TinyModels.writeSentences(train: 400, dev: 100, in: folder)
                try TrainingRuns.recipe(steps: 150).write(
                    to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
                let teacher = try BitspikeProcess.run(
                    [
                        "teacher", "--model", "base", "--task", "sst2", "--data", "data", "--output", "teacher",
                        "--epochs", "8", "--batch-size", "8", "--learning-rate", "3e-3", "--threads", "1",
                    ], in: folder)
                #expect(teacher.status == 0 && teacher.output == "teacher\n", "\(teacher.errors)")
                #expect(try Self.accuracy("teacher", in: folder) > 0.95)
                let distilled = try BitspikeProcess.run(
                    [
                        "distill", "--recipe", "recipe.json", "--teacher", "teacher", "--data", "data", "--output",
                        "student", "--threads", "1", "--set", "student.timeSteps=3",
                    ], in: folder)
                #expect(distilled.status == 0 && distilled.output == "student\n", "\(distilled.errors)")
                let packed = try BitspikeProcess.run(
                    ["pack", "--checkpoint", "student", "--output", "packed"], in: folder)
                #expect(packed.status == 0)
                #expect(try Self.accuracy("packed", in: folder) > 0.9)
                let answers = try BitspikeProcess.run(
                    ["classify", "--model", "packed", "a good great film .", "a bad awful film ."], in: folder)
                #expect(answers.lines.map { $0.prefix(8) } == ["positive", "negative"])
                try Self.checkOutputs(in: folder)
                try Self.checkSwappedLabels(in: folder)
            }
        }

        /// The teacher with its label names exchanged: measured with a warning, and refused as a teacher.
        private static func checkSwappedLabels(in folder: URL) throws {
            let swapped = folder.appendingPathComponent("swapped")
            try FileManager.default.copyItem(at: folder.appendingPathComponent("teacher"), to: swapped)
            let file = swapped.appendingPathComponent("config.json")
            var config = try object(String(contentsOf: file, encoding: .utf8))
            config["id2label"] = ["0": "positive", "1": "negative"]
            config["label2id"] = ["positive": 0, "negative": 1]
            try JSONSerialization.data(withJSONObject: config).write(to: file)
            let measured = try BitspikeProcess.run(
                ["evaluate", "--model", "swapped", "--task", "sst2", "--data", "data"], in: folder)
            #expect(measured.status == 0 && measured.errors.hasPrefix("warning: "), "\(measured.errors)")
            let refused = try BitspikeProcess.run(
                [
                    "distill", "--recipe", "recipe.json", "--teacher", "swapped", "--data", "data", "--output", "never",
                    "--task", "sst2", "--threads", "1",
                ], in: folder)
            #expect(
                refused.status == 65 && refused.errors.hasPrefix("bitspike: \(swapped.path): "), "\(refused.errors)")
            #expect(
                measured.errors.dropFirst("warning: ".count)
                    == refused.errors.dropFirst("bitspike: \(swapped.path): ".count))
        }

        private static func checkOutputs(in folder: URL) throws {
            let manager = FileManager.default
            let left = try manager.contentsOfDirectory(atPath: folder.path)
            #expect(Set(left) == ["base", "tokenizer", "data", "recipe.json", "teacher", "student", "packed", "runs"])
            for name in ["student", "packed"] {
                let recipe = folder.appendingPathComponent(name).appendingPathComponent("recipe.json")
                let record = try object(String(contentsOf: recipe, encoding: .utf8))
                let student = (record["recipe"] as? [String: Any])?["student"] as? [String: Any]
                #expect(student?["timeSteps"] as? Int == 3 && record["task"] as? String == "sst2")
            }
            for name in ["teacher", "student", "packed"] {
                let recipe = folder.appendingPathComponent(name).appendingPathComponent("recipe.json")
                let origin = try object(String(contentsOf: recipe, encoding: .utf8))["origin"] as? [String: Any]
                #expect((origin?["engine"] as? String)?.hasPrefix("libtorch ") == true)
                #expect(origin?["kernels"] as? String == (try KernelChoice.selected().set.name))
                #expect((origin?["threads"] as? Int ?? 0) >= 1 && origin?["device"] as? String == "cpu")
            }
            for name in ["teacher", "student"] {
                let files = try manager.contentsOfDirectory(atPath: folder.appendingPathComponent(name).path)
                #expect(files.contains("metrics.jsonl") && files.contains { $0.hasPrefix("events.out.tfevents.") })
                #expect(!files.contains("state"))
            }
        }

        @Test("a general distillation without a task makes a student without a head, from which a task's goes on")
        func general() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeTeacher(TinyModels.config(labels: []), in: folder, named: "base")
                _ = try TinyModels.writeSentences(train: 60, dev: 0, in: folder)
                let texts = folder.appendingPathComponent("data/texts")
                try FileManager.default.createDirectory(at: texts, withIntermediateDirectories: true)
                for (seed, name) in [(UInt64(7), "b.txt"), (8, "a.txt")] {
                    let lines = TinyModels.sentences(60, seed: seed).map { $0.text + "\n" }
                    try Data(lines.joined().utf8).write(to: texts.appendingPathComponent(name))
                }
                try TrainingRuns.recipe(steps: 6).write(
                    to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
                let shared = ["distill", "--recipe", "recipe.json", "--data", "data", "--threads", "1"]
                let general =
                    shared + [
                        "--teacher", "base", "--output", "general", "--set", "stages.1=null", "--set",
                        "stages.0.kind=general", "--set", "stages.0.text=texts", "--set", "stages.0.packing=full",
                    ]
                let first = try BitspikeProcess.run(general, in: folder)
                #expect(first.status == 0 && first.output == "general\n", "\(first.errors)")
                let record = try Self.object(
                    String(contentsOf: folder.appendingPathComponent("general/recipe.json"), encoding: .utf8))
                #expect(record["task"] == nil)
                let second = try BitspikeProcess.run(
                    shared + [
                        "--teacher", "teacher", "--task", "sst2", "--output", "student", "--set",
                        "initialization.method=student", "--set", "initialization.student=general",
                    ], in: folder)
                #expect(second.status == 0 && second.output == "student\n", "\(second.errors)")
                let answer = try BitspikeProcess.run(["classify", "--model", "student", "a film"], in: folder)
                #expect(answer.status == 0, "\(answer.errors)")
                try CommandErrorTests.expect(
                    ["classify", "--model", "general", "a film"], in: folder, fails: 65,
                    saying:
                        "general/config.json: id2label: is missing, so the classifier has no outputs (a generally "
                        + "distilled student has no head; a task's recipe starts from it with initialization.method "
                        + "student); correct this key")
                try Data("x".utf8).write(to: texts.appendingPathComponent("c.txt.xz"))
                try CommandErrorTests.expect(
                    general + ["--replace"], in: folder, fails: 65,
                    saying: "data/texts/c.txt.xz: is compressed; unpack it first, for example with 'xz -dk c.txt.xz'")
            }
        }

        @Test("embed prints vectors of length one: one array of arrays in JSON, one line each in the table")
        func embed() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                let arguments = ["embed", "--model", "teacher", "a good film", ""]
                let json = try BitspikeProcess.run(arguments + ["--format", "json"], in: folder)
                let vectors = try JSONDecoder().decode([[Double]].self, from: Data(json.output.utf8))
                #expect(json.status == 0 && json.lines.count == 1 && vectors.map(\.count) == [16, 16])
                for vector in vectors { expectClose(vector.reduce(0) { $0 + $1 * $1 }, 1, tolerance: 1e-5) }
                let table = try BitspikeProcess.run(arguments, in: folder)
                #expect(table.lines.map { $0.split(separator: " ").count } == [16, 16])
                let student = try TinyModels.writePackedStudent(in: folder).lastPathComponent
                try CommandErrorTests.expect(
                    ["embed", "--model", student, "x"], in: folder, fails: 65,
                    saying: "model: is a spiking student; embed needs a full-precision encoder")
            }
        }

        @Test("equilibrium prints one gap per T and tap, and solves feedback as the training did")
        func equilibrium() throws {
            try withTemporaryFolder { folder in
                let spiking = SpikingConfig(schedule: .perStep, timeSteps: 4, spikeKind: .binary)
                try TinyModels.checkpoint(spiking).write(
                    to: folder.appendingPathComponent("student"), tokenizerFolder: TinyModels.tokenizer(in: folder))
                _ = try TinyModels.writeSentences(train: 20, dev: 20, in: folder)
                let arguments = ["equilibrium", "--checkpoint", "student", "--task", "sst2", "--data", "data"]
                let json = try BitspikeProcess.run(
                    arguments + ["--format", "json", "--time-steps", "2", "8"], in: folder)
                let gaps = try #require(
                    try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
                #expect(json.status == 0 && gaps.map { $0["timeSteps"] as? Int } == [2, 8])
                for gap in gaps {
                    #expect(Set(gap.keys) == ["timeSteps", "meanAbsoluteGap", "meanRate"])
                    #expect((gap["meanAbsoluteGap"] as? [Double])?.count == 3)
                }
                let table = try BitspikeProcess.run(arguments, in: folder)
                #expect(table.lines.map { $0.prefix(9) } == ["mean |rat", "embedding", "layer 0  ", "layer 1  "])
                var closed = spiking
                closed.hasFeedback = true
                try TinyModels.checkpoint(closed).write(
                    to: folder.appendingPathComponent("closed"), tokenizerFolder: TinyModels.tokenizer(in: folder))
                let feedback = try BitspikeProcess.run(
                    ["equilibrium", "--checkpoint", "closed", "--task", "sst2", "--data", "data"], in: folder)
                #expect(feedback.lines.count == 5 && feedback.lines[4].contains("converged, residual "))
                let solver = #"{"method":"iteration","maximumIterations":1,"tolerance":1e-12}"#
                let record = #"{"recipe":{"student":{"solver":\#(solver)}}}"#
                try Data(record.utf8).write(to: folder.appendingPathComponent("closed/recipe.json"))
                let hasty = try BitspikeProcess.run(
                    ["equilibrium", "--checkpoint", "closed", "--task", "sst2", "--data", "data"], in: folder)
                #expect(
                    hasty.lines.last?.hasPrefix("feedback: not converged, ") == true
                        && hasty.lines.last?.hasSuffix(", 1 iterations") == true, "\(hasty.lines)")
                let info = try BitspikeProcess.run(["info", "closed"], in: folder)
                #expect(info.lines.contains("feedback          from the last layer to the input"))
            }
        }

        @Test("unusable recipes, teachers and outputs are refused before any work")
        func refusals() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeTeacher(TinyModels.config(labels: []), in: folder, named: "base")
                _ = try TinyModels.writeSentences(train: 20, dev: 0, in: folder)
                try TrainingRuns.recipe(steps: 3).write(
                    to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
                func expect(
                    _ recipe: String, _ teacher: String, _ more: [String] = [], fails status: Int32 = 65,
                    saying message: String
                ) throws {
                    let arguments = [
                        "distill", "--recipe", recipe, "--teacher", teacher, "--task", "sst2", "--data", "data",
                        "--output", "student", "--threads", "1",
                    ]
                    try CommandErrorTests.expect(arguments + more, in: folder, fails: status, saying: message)
                }
                try expect(
                    "nowhere.json", "teacher", fails: 66,
                    saying: "nowhere.json: not found; name a recipe file with --recipe, for example one of recipes/")
                try expect(
                    "recipe.json", "teacher", ["--set", "batches.length=2"],
                    saying:
                        "recipe.json: unknown key 'batches.length'; known keys here: accumulation, maximumLength, size")
                try expect(
                    "recipe.json", "teacher", ["--set", "batches.size=0"],
                    saying: "recipe key batches.size: must lie in 1...1000000")
                try expect(
                    "recipe.json", "teacher", ["--set", "student.scaleGranularity=perGroup20"],
                    saying:
                        "recipe key student: perGroup20 does not divide hiddenSize 16 and intermediateSize 33; choose a group that does"
                )
                try expect(
                    "recipe.json", "teacher", ["--set", "student.layers=0"],
                    saying: "recipe key student: layers is 0; allowed: 1...1024")
                try expect(
                    "recipe.json", "teacher", ["--set", "student.neuron.kind=adaptive"],
                    saying:
                        "recipe key student: adaptive thresholds follow the order of spikes, which counts lack; use perStep or realResidual"
                )
                try expect(
                    "recipe.json", "teacher", ["--set", "student.gradient=surrogate"],
                    saying:
                        "recipe key student.gradient: counted students have straight-through gradients of counts; leave gradient out"
                )
                try expect(
                    "recipe.json", "base",
                    saying: "base: has no classification head; fine-tune it with 'bitspike teacher' first")
                try expect(
                    "recipe.json", "teacher", ["--resume"],
                    saying: "student.training: holds no saved state; start without --resume")
                let state = folder.appendingPathComponent("student.training/state")
                try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
                let progress = #"{"step":3,"tokens":9,"seconds":1,"fingerprint":"","matrixType":"float32"}"#
                try Data(progress.utf8).write(to: state.appendingPathComponent("state.json"))
                try expect(
                    "recipe.json", "teacher",
                    saying:
                        "student.training: holds the state of an interrupted training; go on with --resume, or begin anew with --replace"
                )
                try FileManager.default.removeItem(at: state.deletingLastPathComponent())
                try FileManager.default.createDirectory(
                    at: folder.appendingPathComponent("student/notes"), withIntermediateDirectories: true)
                try expect(
                    "recipe.json", "teacher",
                    saying: "student: already exists; choose another output or allow replacing it")
                try expect(
                    "recipe.json", "teacher", ["--replace"],
                    saying:
                        "student: has no config.json, so it is no former output and stays as it is; choose another output"
                )
            }
        }

        @Test("a loss that is not a number ends a distillation with 65, without output")
        func notANumber() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeSentences(train: 40, dev: 0, in: folder)
                try TrainingRuns.recipe(steps: 20).write(
                    to: folder.appendingPathComponent("recipe.json"), atomically: true, encoding: .utf8)
                let result = try BitspikeProcess.run(
                    TrainingRuns.distill + ["--set", "stages.0.schedule.learningRate=1e30"], in: folder)
                #expect(result.status == 65 && result.output.isEmpty)
                let last = try #require(result.errors.split(separator: "\n").last)
                #expect(last.hasPrefix("bitspike: the loss or its gradient is not finite at step "), "\(result.errors)")
                #expect(last.hasSuffix("start anew with a lower learningRate or another seed"))
                #expect(try TrainingRuns.newNames(in: folder) == ["student.training"])
            }
        }
    }
#endif
