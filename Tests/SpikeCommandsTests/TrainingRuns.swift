#if Training
    import Foundation
    import Testing

    /// Short trainings for the tests that start, stop and resume them.
    enum TrainingRuns {
        /// A recipe in JSON; float32, so that nothing is measured to choose a type.
        static func recipe(steps: Int) -> String {
            """
            {
              "name": "tiny", "seed": 5, "precision": "float32", "checkpointEvery": 25,
              "initialization": { "calibrationExamples": 40 },
              "batches": { "size": 8, "maximumLength": 24 },
              "stages": [
                { "kind": "taskInternal", "steps": \(steps), "schedule": { "learningRate": 2e-3 },
                  "losses": { "hiddenState": 1, "attention": 0.1 } },
                { "kind": "prediction", "steps": \(steps), "schedule": { "learningRate": 2e-3 },
                  "losses": { "hiddenState": 1, "logit": 1 } }
              ]
            }
            """
        }

        static let distill = [
            "distill", "--recipe", "recipe.json", "--teacher", "teacher", "--task", "sst2", "--data", "data",
            "--output",
            "student", "--threads", "1",
        ]
        /// Annealing, augmentation, a price on spikes, trained embeddings, an average and a cache.
        static let everything =
            [
                #"stages.0.timeSteps=8"#, #"stages.0.quantizedShare={"from":0.2}"#,
                #"stages.0.augmentation={"unigram":0.1,"delete":0.1}"#, #"stages.1.losses.rate=2"#, #"averaging={}"#,
                #"optimizer.trainsEmbeddings=true"#, #"student.embeddings=int4"#, #"teacherCache.megabytes=5"#,
            ].flatMap { ["--set", $0] } + ["--teacher-cache", "data/cache"]
        static let teach = [
            "teacher", "--model", "teacher", "--task", "sst2", "--data", "data", "--output", "student", "--threads",
            "1",
            "--batch-size", "8", "--learning-rate", "1e-3",
        ]

        /// What a run left beside its inputs and the ledger.
        static func newNames(in folder: URL) throws -> [String] {
            let inputs: Set = ["teacher", "tokenizer", "data", "recipe.json", "runs"]
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !inputs.contains($0) }
                .sorted()
        }

        /// Everything in `metrics.jsonl` that must repeat to the last digit: all keys but those of time.
        static func steps(_ folder: URL) throws -> [String] {
            let url = folder.appendingPathComponent("metrics.jsonl")
            let text = try String(contentsOf: url, encoding: .utf8)
            return try text.split(separator: "\n").map { line in
                let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                #expect(object["loss"] is Double)
                // The members' own digits, as they were written.
                return line.dropFirst().dropLast().split(separator: ",").filter { member in
                    !["_timestamp", "_runtime", "tokensPerSecond"].contains { member.hasPrefix("\"\($0)\":") }
                }.joined(separator: ",")
            }
        }

        /// Lines of a log that is being written; 0 before it exists.
        static func lineCount(_ url: URL) -> Int {
            (FileManager.default.contents(atPath: url.path) ?? Data()).count { $0 == UInt8(ascii: "\n") }
        }
    }
#endif
