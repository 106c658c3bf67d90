#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Recipes")
    struct RecipeTests {
        static let shortest = #"{"stages":[{"kind":"prediction","steps":3,"losses":{"logit":1}}]}"#

        static func parse(_ json: String, _ overrides: [String] = []) throws -> Recipe {
            try Recipe.parse(Data(json.utf8), path: "recipe.json", overrides: overrides)
        }

        static func message(_ json: String, _ overrides: [String] = []) -> String {
            do { return "\(try parse(json, overrides))" } catch { return "\(error)" }
        }

        @Test("keys that are left out, or null, have their defaults")
        func defaults() throws {
            let expected = Recipe(
                name: "unnamed",
                stages: [
                    Stage(
                        kind: .prediction, steps: 3, schedule: LearningRateSchedule(learningRate: 6e-4),
                        losses: LossWeights(logit: 1))
                ])
            #expect(try Self.parse(Self.shortest) == expected)
            let nulls =
                #"{"seed":null,"student":null,"optimizer":{"beta2":null},"stages":[{"kind":"prediction","#
                + #""steps":3,"epochs":null,"losses":{"logit":1}}]}"#
            #expect(try Self.parse(nulls) == expected)
        }

        @Test("a digest is of what is not the default, however it is written")
        func digest() throws {
            let spelledOut =
                #"{"name":"unnamed","seed":0,"student":{"schedule":"counted","solver":{"tolerance":0.001}},"#
                + #""stages":[{"kind":"prediction","steps":3,"schedule":{"learningRate":0.0006},"losses":{"logit":1,"label":0}}]}"#
            let digest = try Self.parse(Self.shortest).digest()
            #expect(try Self.parse(spelledOut).digest() == digest)
            // Committed, because results are found by it.
            #expect(digest == "46930565984053e15da018357872ec07d83845705409004d420b3487ae3c3576")
            #expect(try Self.parse(Self.shortest, ["checkpointEvery=7"]).digest() == digest)
            let others = [
                "seed=1", "name=other", "teacherCache.megabytes=5", "student.timeSteps=4", "stages.0.steps=4",
                "stages.0.losses.logit=2", "averaging={}",
                "stages.0.augmentation={}", "student.layers=2", "stages.0.schedule.warmup=0.1",
            ]
            let digests = try others.map { try Self.parse(Self.shortest, [$0]).digest() }
            #expect(Set(digests + [digest]).count == others.count + 1)
        }

        @Test("the recipe.json of a student is read as the recipe that it records")
        func record() throws {
            let record = #"{"task":"sst2","recipeSHA256":"00","recipe":\#(Self.shortest)}"#
            #expect(try Self.parse(record, ["seed=3"]) == Self.parse(Self.shortest, ["seed=3"]))
        }

        @Test("what is encoded is read back the same")
        func roundTrip() throws {
            var recipe = TinyDistillation.recipe(student: StudentPlan(layers: 3, heads: 4), steps: 9)
            recipe.initialization.layerMapping = LayerMapping(teacherLayers: [0, 2, 5])
            let data = try recipe.encoded()
            #expect(try Recipe.parse(data, path: "recipe.json") == recipe)
            #expect(try Recipe.parse(data, path: "recipe.json").encoded() == data)
        }

        @Test("every committed recipe is valid")
        func committed() throws {
            let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("recipes")
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files where file.pathExtension == "json" {
                let recipe = try Recipe.read(from: file)
                #expect(recipe.name == file.deletingPathExtension().lastPathComponent)
            }
            #expect(!files.isEmpty)
        }

        @Test("overrides are applied last: numbers, words, lists and new blocks")
        func overrides() throws {
            let recipe = try Self.parse(
                Self.shortest,
                [
                    "student.timeSteps=4", "student.weightEncoding=binary", "stages.0.steps=null",
                    "stages.0.epochs=2.5", "initialization.layerMapping=[1,3]", "name=a=b", "seed=7",
                    "student.learnsThreshold=false",
                ])
            #expect(recipe.student.timeSteps == 4 && recipe.student.weightEncoding == .binary)
            #expect(recipe.stages[0].steps == nil && recipe.stages[0].epochs == 2.5)
            #expect(recipe.initialization.layerMapping == LayerMapping(teacherLayers: [1, 3]))
            #expect(recipe.name == "a=b" && recipe.seed == 7 && !recipe.student.learnsThreshold)
        }

        @Test("null removes an element of a list")
        func removedStage() throws {
            let recipe = try Self.parse(
                #"{"stages":[{"steps":1,"losses":{"logit":1}},{"steps":2,"losses":{"logit":1}}]}"#, ["stages.0=null"])
            #expect(recipe.stages.map(\.steps) == [2])
        }

        @Test(
            "an unknown key is named with its path and the keys there are",
            arguments: [
                (
                    #"{"stage":[]}"#, [],
                    "recipe.json: unknown key 'stage'; known keys here: averaging, batches, checkpointEvery, "
                        + "initialization, name, optimizer, precision, seed, stages, student, task, teacherCache"
                ),
                (
                    #"{"batches":{"Size":3}}"#, [],
                    "recipe.json: unknown key 'batches.Size'; known keys here: "
                        + "accumulation, maximumLength, size"
                ),
                (
                    #"{"stages":[{},{"losses":{"hidden":1}}]}"#, [],
                    "recipe.json: unknown key 'stages.1.losses.hidden'; "
                        + "known keys here: attention, hiddenState, label, logit, rate, targetRate, temperature"
                ),
                (
                    shortest, ["stages.0.schedule.rate=1"],
                    "recipe.json: unknown key 'stages.0.schedule.rate'; "
                        + "known keys here: endFactor, learningRate, startFactor, warmup"
                ),
            ] as [(String, [String], String)])
        func unknownKeys(json: String, overrides: [String], message: String) {
            #expect(Self.message(json, overrides) == message)
        }

        @Test(
            "what is no recipe is said in one line",
            arguments: [
                ("{,}", [], "recipe.json: is not valid JSON; check for a missing comma or quote"),
                ("[]", [], "recipe.json: the recipe must be an object"),
                (#"{"student":3}"#, [], "recipe.json: student must be an object"),
                ("{}", [], "recipe.json: stages is missing"),
                (
                    #"{"stages":[{"steps":1}]}"#, ["student.timeSteps=two"],
                    "recipe.json: student.timeSteps must be an integer"
                ),
                (shortest, ["student"], "--set student: write it as key=value or block.key=value"),
                (shortest, [".student=1"], "--set .student=1: write it as key=value or block.key=value"),
                (
                    shortest, ["stages.0.losses.logit=0.5", "student.timeSteps=2.5"],
                    "recipe.json: student.timeSteps is 2.5, which is no integer in its range"
                ),
                (shortest, ["seed=-1"], "recipe.json: seed is -1, which is no integer in its range"),
                (
                    shortest, ["student.spikeKind=quad"],
                    "recipe.json: student.spikeKind: unknown word 'quad'; use one of binary, ternary"
                ),
                (
                    shortest, ["student.quantizer=gptq"],
                    "recipe.json: student.quantizer: unknown word 'gptq'; use one of absmean, uniform, learnedScale, "
                        + "learned, learnedThresholds, differential; error-compensated rounding in the manner of GPTQ is "
                        + "initialization.method 'dataAware'"
                ),
                (
                    shortest, ["stages.0.kind=x"],
                    "recipe.json: stages.0.kind: unknown word 'x'; use one of general, taskInternal, prediction"
                ),
                (shortest, ["stages.1.steps=2"], "--set stages.1.steps=2: there is no element 1"),
                (shortest, ["name.first=x"], "recipe.json: name must be a string"),
                (shortest, ["stages.0.steps.x=1"], "--set stages.0.steps.x=1: x is below a value that has no keys"),
                (
                    shortest, ["student.weightEncoding=trinary"],
                    "recipe.json: student.weightEncoding: unknown weight encoding 'trinary'; use one of float32, "
                        + "uniform8, uniform7, uniform6, uniform5, uniform4, uniform3, uniform2, balanced4, balanced3, balanced2, ternary, binary"
                ),
            ] as [(String, [String], String)])
        func malformed(json: String, overrides: [String], message: String) {
            #expect(Self.message(json, overrides) == message)
        }

        @Test("a recipe that is not there is named")
        func missing() {
            let error = #expect(throws: RecipeError.self) {
                try Recipe.read(from: URL(fileURLWithPath: "/nowhere/recipe.json"))
            }
            #expect(error?.description == "/nowhere/recipe.json: cannot be read; is the path right?")
        }
    }
#endif
