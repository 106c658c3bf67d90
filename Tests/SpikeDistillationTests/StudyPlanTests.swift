#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeModel
    import Testing

    @Suite("Study files") struct StudyPlanTests {
        static let base = Data(
            #"{"name": "base", "stages": [{"kind": "prediction", "steps": 3, "losses": {"logit": 1}}]}"#.utf8)

        static let grid = """
            {
              "name": "grid", "recipe": "base.json",
              "tasks": [
                {"task": "sst2", "data": "d", "teacher": "t"},
                {"task": "mrpc", "data": "d", "teacher": "t", "maximumLength": 128, "set": {"batches.size": 16}}
              ],
              "axes": [
                {"name": "weights", "values": [
                  {"label": "ternary", "set": {"student.weightEncoding": "ternary"}},
                  {"label": "binary", "set": {"student.weightEncoding": "binary", "stages.0.steps": 5}}]},
                {"name": "steps", "values": [
                  {"label": "2", "set": {"student.timeSteps": 2}}, {"label": "4", "set": {"student.timeSteps": 4}}]}
              ],
              "exclude": [{"weights": "binary", "steps": "4"}, {"task": "mrpc", "steps": "4"}],
              "seeds": [0, 7], "timeSteps": [1, 4]
            }
            """

        static func cells(_ text: String) throws -> [StudyCell] {
            try StudyPlan.parse(Data(text.utf8), path: "study.json")
                .cells(base: base, basePath: "base.json", path: "study.json")
        }

        /// The line of a study that cannot be used.
        static func failure(_ text: String) -> String {
            do {
                _ = try cells(text)
                return "no error"
            } catch { return "\(error)" }
        }

        @Test("a grid has every combination that is not excluded, by task, axes and seed") func expansion() throws {
            let cells = try Self.cells(Self.grid)
            #expect(
                cells.map(\.name) == [
                    "sst2, weights ternary, steps 2, seed 0", "sst2, weights ternary, steps 2, seed 7",
                    "sst2, weights ternary, steps 4, seed 0", "sst2, weights ternary, steps 4, seed 7",
                    "sst2, weights binary, steps 2, seed 0", "sst2, weights binary, steps 2, seed 7",
                    "mrpc, weights ternary, steps 2, seed 0", "mrpc, weights ternary, steps 2, seed 7",
                    "mrpc, weights binary, steps 2, seed 0", "mrpc, weights binary, steps 2, seed 7",
                ])
            #expect(Set(cells.map(\.recipeSHA256)).count == cells.count)
        }

        @Test("stages that go do not move the indices of other paths") func removals() throws {
            let text = """
                {"name": "s", "recipe": "base.json",
                 "tasks": [{"task": "sst2", "data": "d", "teacher": "t",
                            "set": {"stages.0": null, "stages.1": null, "stages.2.steps": 9}}]}
                """
            let stages = (1...3).map { #"{"kind": "prediction", "steps": \#($0), "losses": {"logit": 1}}"# }
            let base = Data(#"{"stages": [\#(stages.joined(separator: ","))]}"#.utf8)
            let cells = try StudyPlan.parse(Data(text.utf8), path: "study.json")
                .cells(base: base, basePath: "base.json", path: "study.json")
            #expect(cells.map { $0.recipe.stages.map(\.steps) } == [[9]])
        }

        @Test("a cell's recipe has the keys of its task, its axes and its seed") func recipes() throws {
            let last = try #require(try Self.cells(Self.grid).last)
            #expect(last.recipe.task == "mrpc" && last.recipe.seed == 7 && last.recipe.name == "base")
            #expect(last.recipe.batches.size == 16 && last.recipe.batches.maximumLength == 128)
            #expect(last.recipe.student.weightEncoding == .binary && last.recipe.stages[0].steps == 5)
            #expect(last.timeSteps == [2, 1, 4] && last.embeddings == .float16)
        }

        @Test("what is left out has its default") func defaults() throws {
            let plan = try StudyPlan.parse(
                Data(#"{"name": "x", "recipe": "r", "tasks": [{"task": "a", "data": "d", "teacher": "t"}]}"#.utf8),
                path: "study.json")
            #expect(
                plan
                    == StudyPlan(name: "x", recipe: "r", tasks: [StudyTask(task: "a", data: "d", teacher: "t")]))
            #expect(plan.seeds == [0] && !plan.keepsCheckpoints && plan.tasks[0].textColumn == "text")
        }

        @Test("the studies in recipes/ can be used") func committed() throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("recipes/studies")
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".json")
            }
            #expect(names.contains("movie-reviews.json"))
            for name in names {
                let file = folder.appendingPathComponent(name)
                let plan = try StudyPlan.read(from: file)
                let base = URL(fileURLWithPath: plan.recipe, relativeTo: folder)
                #expect(try plan.cells(base: Data(contentsOf: base), basePath: base.path, path: file.path).count > 1)
            }
        }

        @Test("axes later in the list win over earlier ones, and these over the task") func precedence() throws {
            let text = """
                {"name": "x", "recipe": "r",
                 "tasks": [{"task": "a", "data": "d", "teacher": "t", "set": {"batches.size": 1}}],
                 "axes": [{"name": "one", "values": [{"label": "2", "set": {"batches.size": 2}}]},
                          {"name": "two", "values": [{"label": "3", "set": {"batches.size": 3}}, {"label": "none"}]}]}
                """
            #expect(try Self.cells(text).map(\.recipe.batches.size) == [3, 2])
        }

        @Test("an axis wins over a task's maximumLength, and this over the recipe") func length() throws {
            let text = """
                {"name": "x", "recipe": "r", "tasks": [{"task": "a", "data": "d", "teacher": "t", "maximumLength": 16}],
                 "axes": [{"name": "length", "values": [
                    {"label": "8", "set": {"batches.maximumLength": 8}}, {"label": "the task's"}]}]}
                """
            #expect(try Self.cells(text).map(\.recipe.batches.maximumLength) == [8, 16])
        }

        @Test("embeddings that were rounded in training are packed as they are") func embeddings() throws {
            let plain = #"{"name": "x", "recipe": "r", "tasks": [{"task": "a", "data": "d", "teacher": "t"}]"#
            let axis = """
                , "axes": [{"name": "e", "values": [{"label": "4", "set": {"student.embeddings": "int4"}},
                {"label": "32"}]}]
                """
            #expect(try Self.cells(plain + axis + "}").map(\.embeddings) == [.int4, .float16])
            #expect(
                Self.failure(plain + axis + #", "embeddings": "int8"}"#)
                    == "study.json: cell a, e 4: recipe key student.embeddings: is int4, but the study packs int8; leave one of them out"
            )
        }

        @Test(
            "what is wrong is said in one line that names the key",
            arguments: [
                (
                    #""seeds": [0, 7]"#, #""seed": [0, 7]"#,
                    "unknown key 'seed'; known keys here: axes, embeddings, exclude, keepsCheckpoints, name, recipe, seeds, tasks, timeSteps"
                ),
                (
                    #""data": "d", "teacher": "t"}"#, #""data": "d", "techer": "t"}"#,
                    "unknown key 'tasks.0.techer'; known keys here: data, label, labelColumn, maximumLength, ownSplit, pairColumn, regression, set, task, teacher, textColumn"
                ),
                (#""data": "d", "teacher": "t"}"#, #""data": "d"}"#, "tasks.0.teacher is missing"),
                (#""seeds": [0, 7]"#, #""seeds": ["0"]"#, "seeds.0 must be an integer"),
                (#""seeds": [0, 7]"#, #""seeds": []"#, "seeds is empty; give at least one seed"),
                (#""seeds": [0, 7]"#, #""seeds": [7, 7]"#, "seeds has a seed twice"),
                (
                    #""name": "grid""#, #""name": "a/b""#,
                    "name must be letters, digits, '.', '-' and '_', because a folder is called so"
                ),
                (#""task": "mrpc""#, #""task": "sst2""#, "tasks has 'sst2' twice; give one of them another label"),
                (#""name": "weights", "values""#, #""name": "steps", "values""#, "axes has 'steps' twice"),
                (
                    #""name": "weights", "values""#, #""name": "task", "values""#,
                    "axes.0.name must not be empty, nor one of T, seed, seeds, task"
                ),
                (#""label": "ternary""#, #""label": "binary""#, "axes.0.values has 'binary' twice"),
                (
                    #"{"weights": "binary", "steps": "4"}"#, #"{"weight": "binary"}"#,
                    "exclude.0 names no axis with 'weight'; there are task, weights, steps"
                ),
                (
                    #"{"weights": "binary", "steps": "4"}"#, #"{"weights": "int4"}"#,
                    "exclude.0.weights has no 'int4'; there are ternary, binary"
                ),
                (#"{"weights": "binary", "steps": "4"}"#, "{}", "exclude.0 is empty, which would leave everything out"),
                (
                    #"{"weights": "binary", "steps": "4"}"#, #"{"task": "sst2"}, {"task": "mrpc"}"#,
                    "exclude leaves no cell; leave out less"
                ),
                (#""timeSteps": [1, 4]"#, #""timeSteps": [0]"#, "timeSteps must be at least 1"),
                (#""timeSteps": [1, 4]"#, #""timeSteps": [4, 4]"#, "timeSteps has a T twice"),
                (
                    #""timeSteps": [1, 4]"#, #""timeSteps": [1, 200]"#,
                    "cell sst2, weights ternary, steps 2: recipe key timeSteps: timeSteps is 200; allowed: 1...127 for the counted schedule"
                ),
                (
                    #""student.timeSteps": 4"#, #""student.timesteps": 4"#,
                    "cell sst2, weights ternary, steps 4: base.json: unknown key 'student.timesteps'; known keys here: "
                ),
                (
                    #""student.timeSteps": 4"#, #""student.schedule": "perStep""#,
                    "cell sst2, weights ternary, steps 4: recipe key student: "
                ),
                (#""tasks": ["#, #""tasks": [3, "#, "tasks.0 must be an object"),
                (#""seeds": [0, 7]"#, #""seeds": [0, -7]"#, "seeds.1 is -7, which is no integer in its range"),
                (#""label": "binary""#, #""label": """#, "axes.0.values.1.label must not be empty"),
                (
                    #""student.timeSteps": 4"#, #""seed": 4"#,
                    "axes.1.values.1.set has 'seed', which the study's key 'seeds' decides"
                ),
                (
                    #""student.timeSteps": 4"#, #""student.timeSteps": 2"#,
                    "cells sst2, weights ternary, steps 2, seed 0 and sst2, weights ternary, steps 4, seed 0 are one student; "
                ),
            ])
        func messages(_ part: String, _ replacement: String, _ message: String) throws {
            try #require(Self.grid.contains(part))
            let text = Self.grid.replacing(part, with: replacement, maxReplacements: 1)
            let line = Self.failure(text)
            #expect(line.hasPrefix("study.json: " + message) && !line.contains("\n"), "\(line)")
        }
    }
#endif
