#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("Students of scores", .oneAtATime)
    struct RegressionTests {
        private static func teacher() -> TeacherModel {
            var config = TinyModels.config(labels: [])
            config.isRegression = true
            var store = ParameterStore()
            for (name, tensor) in TinyModels.teacher(config, seed: 1).sorted(by: { $0.key < $1.key }) {
                store.set(name, Tensor(tensor.values, shape: tensor.shape))
            }
            return TeacherModel(config: config, parameters: store, device: .cpu)
        }

        /// How many of a sentence's words are good.
        private static func data(_ count: Int = 60, in folder: URL) throws -> TrainingSet {
            let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
            let examples = TinyModels.sentences(count, seed: 1).enumerated().map { index, sentence in
                let good = sentence.text.split(separator: " ").count { TinyModels.goodWords.contains(String($0)) }
                return Example(id: "\(index)", text: sentence.text, label: .score(Double(good)))
            }
            return TrainingSet(examples, tokenizer: tokenizer, maximumLength: 16)
        }

        private static func prediction(steps: Int, batch: Int = 8) -> Recipe {
            var recipe = TinyDistillation.recipe(steps: steps, batches: BatchPlan(size: batch, maximumLength: 16))
            recipe.stages.removeFirst()
            recipe.stages[0].losses = LossWeights(logit: 1, label: 0.5)
            return recipe
        }

        @Test("learn by mean squared differences from the teacher's scores and the true ones", arguments: [1, 8])
        func losses(batch: Int) throws {
            try withTemporaryFolder { folder in
                let (teacher, data) = (Self.teacher(), try Self.data(in: folder))
                let recipe = Self.prediction(steps: 1, batch: batch)
                let report = try #require(
                    try TinyDistillation.run(recipe, teacher: teacher, sets: [data], in: folder, cacheBytes: 0).log
                        .reports.first)
                let first = try LossTests.FirstBatch(recipe, teacher: teacher, data: data)
                let indices = LengthBucketedBatches.training(
                    lengths: data.sequences.map(\.count), batchSize: batch, seed: recipe.seed, epoch: 0)[0]
                let mine = try #require(first.student.logits).floats().map(Double.init)
                let theirs = try #require(first.teacher.logits).floats().map(Double.init)
                func meanSquare(_ other: [Double]) -> Double {
                    zip(mine, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(batch)
                }
                #expect(mine.count == batch)
                #expect(report.parts.map(\.name) == ["logitLoss", "labelLoss"])
                for (part, value) in zip(
                    report.parts, [meanSquare(theirs), meanSquare(indices.map { data.labels[$0].value })])
                {
                    #expect(abs(part.value - value) <= LossTests.relativeTolerance * max(value, 1), "\(part.name)")
                }
            }
        }

        @Test("come closer to the scores") func learning() throws {
            try withTemporaryFolder { folder in
                let log = try TinyDistillation.run(
                    Self.prediction(steps: 60), teacher: Self.teacher(), sets: [Self.data(in: folder)], in: folder
                ).log
                let losses = log.losses
                #expect(losses[50...].reduce(0, +) / 10 < 0.9 * losses[..<10].reduce(0, +) / 10, "\(losses)")
            }
        }
    }
#endif
