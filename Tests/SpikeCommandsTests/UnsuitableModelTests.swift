#if Training
    import Foundation
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// Models that cannot be trained on a task, or not as they are: refused in one line, before anything is made.
    @Suite(
        "Models that do not fit a training", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable),
        .serialized)
    struct UnsuitableModelTests {
        private static func write(_ text: String, _ name: String, in folder: URL) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        }

        /// A teacher of classes, and sentences with a score.
        private static func prepare(_ folder: URL) throws {
            _ = try TinyModels.writeTeacher(in: folder)
            try write(TrainingRuns.recipe(steps: 2), "recipe.json", in: folder)
            _ = try TinyModels.writeSentences(train: 16, dev: 8, in: folder)
            for name in ["train", "dev"] {
                let rows = TinyModels.sentences(16, seed: 3).map { "\($0.text)\t\($0.isPositive ? 4.5 : 0.5)\n" }
                try write("text\tlabel\n" + rows.joined(), "data/\(name).tsv", in: folder)
            }
        }

        @Test("a classifier is no teacher of scores, for distill and for studies") func regression() throws {
            try withTemporaryFolder { folder in
                try Self.prepare(folder)
                let line =
                    "teacher: its head gives classes, but task table asks for a score; fine-tune it with 'bitspike teacher' first"
                let arguments = TrainingRuns.distill.map { $0 == "sst2" ? "table" : $0 } + ["--regression"]
                try CommandErrorTests.expect(arguments, in: folder, fails: 65, saying: line)
                try Self.write(
                    """
                    {"name": "s", "recipe": "recipe.json",
                     "tasks": [{"task": "table", "data": "data", "teacher": "teacher", "regression": true}]}
                    """, "study.json", in: folder)
                try CommandErrorTests.expect(StudyFiles.arguments, in: folder, fails: 65, saying: line)
                #expect(try TrainingRuns.newNames(in: folder) == ["study.json"])
            }
        }

        @Test("a tokenizer that knows more tokens than the model is refused with both numbers") func tokenizer() throws
        {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeSentences(train: 16, dev: 8, in: folder)
                try Self.write(TrainingRuns.recipe(steps: 2), "recipe.json", in: folder)
                let count = TinyModels.vocabulary.count
                let words = (TinyModels.vocabulary + ["surplus"]).joined(separator: "\n") + "\n"
                try Self.write(words, "teacher/vocab.txt", in: folder)
                let line =
                    "teacher: its tokenizer has \(count + 1) tokens, but its embeddings have \(count) rows; "
                    + "use the tokenizer that belongs to the model"
                for arguments in [TrainingRuns.distill, TrainingRuns.teach, ["embed", "--model", "teacher", "x"]] {
                    try CommandErrorTests.expect(arguments, in: folder, fails: 65, saying: line)
                }
            }
        }

        @Test("a head that is kept keeps its pooling; another pooling that is asked for makes a new head")
        func pooling() throws {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(TinyModels.config(pooling: .cls), in: folder)
                _ = try TinyModels.writeSentences(train: 16, dev: 8, in: folder)
                for (more, pooling) in [([], "cls"), (["--pooling", "cls"], "cls"), (["--pooling", "mean"], "mean")] {
                    let result = try BitspikeProcess.run(TrainingRuns.teach + ["--replace"] + more, in: folder)
                    #expect(result.status == 0, "\(result.errors)")
                    let record = try Data(contentsOf: folder.appendingPathComponent("student/recipe.json"))
                    let object = try #require(try JSONSerialization.jsonObject(with: record) as? [String: Any])
                    #expect((object["recipe"] as? [String: Any])?["pooling"] as? String == pooling)
                    let config = try String(
                        contentsOf: folder.appendingPathComponent("student/config.json"), encoding: .utf8)
                    #expect(config.contains(#""\#(pooling)""#), "\(config)")
                }
            }
        }

        @Test("a head that does not say what it reads is refused by all that would classify with it")
        func unknownPooling()
            throws
        {
            try withTemporaryFolder { folder in
                _ = try TinyModels.writeTeacher(in: folder)
                _ = try TinyModels.writeSentences(train: 16, dev: 8, in: folder)
                try Self.write(TrainingRuns.recipe(steps: 2), "recipe.json", in: folder)
                let url = folder.appendingPathComponent("teacher/config.json")
                var config = try #require(
                    try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
                config["classifier_pooling"] = nil
                try JSONSerialization.data(withJSONObject: config).write(to: url)
                let line =
                    "teacher: does not say what its head reads; put classifier_pooling (mean, cls or pooler) into config.json"
                let evaluate = ["evaluate", "--model", "teacher", "--task", "sst2", "--data", "data"]
                for arguments in [TrainingRuns.distill, evaluate, ["classify", "--model", "teacher", "x"]] {
                    try CommandErrorTests.expect(arguments, in: folder, fails: 65, saying: line)
                }
            }
        }

        @Test("a damaged model answers what it can, every line once, before it says what it cannot") func damaged()
            throws
        {
            try withTemporaryFolder { folder in
                let config = TinyModels.config()
                var tensors = TinyModels.teacher(config, seed: 1)
                let word = try #require(TinyModels.vocabulary.firstIndex(of: "superb"))
                for column in 0..<config.hiddenSize {
                    tensors[TensorNames.wordEmbeddings]?.values[word * config.hiddenSize + column] = 3e38
                }
                try CheckpointFolder.write(
                    config, tensors: tensors, tokenizerFolder: TinyModels.tokenizer(in: folder),
                    to: folder.appendingPathComponent("teacher"))
                // As many lines as are classified at once, and the last of them is not a number.
                let input = String(repeating: "a good film\n", count: 63) + "a superb film\n"
                let result = try BitspikeProcess.run(["classify", "--model", "teacher"], in: folder, input: input)
                #expect(result.status == 65)
                #expect(result.output.split(separator: "\n").count == 63)
                #expect(
                    result.errors == "bitspike: example 'a superb film': a logit is infinite or not a number; "
                        + "the model's weights are damaged\n")
            }
        }
    }
#endif
