#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeTestSupport
    import SpikeText
    import SpikeTinyModels
    import Testing

    /// Which examples a stage sees.
    @Suite("Passes over the data of a stage", .oneAtATime)
    struct StageBatchTests {
        /// Texts of very different lengths, so that a sum of tokens tells which were seen.
        private static func set(_ count: Int, seed: UInt64, in folder: URL) throws -> TrainingSet {
            let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
            let words = TinyModels.sentences(40, seed: seed).flatMap { $0.text.split(separator: " ") }
            let examples = (0..<count).map { index in
                let text = words[index..<(index + 1 + index % 13)].joined(separator: " ")
                return Example(id: "\(index)", text: text, label: .class(index % 2))
            }
            return TrainingSet(examples, tokenizer: tokenizer, maximumLength: 24)
        }

        private static func tokens(_ set: TrainingSet) -> Int { set.sequences.reduce(0) { $0 + $1.count } }

        /// Tokens that each stage of a run saw.
        private static func seen(_ recipe: Recipe, _ sets: [TrainingSet], in folder: URL) throws -> [Int] {
            let reports = try TinyDistillation.run(recipe, sets: sets, in: folder).log.reports
            var last = 0
            return recipe.stages.map { stage in
                let total = reports.last { $0.stage == stage.kind.rawValue }?.tokens ?? 0
                defer { last = total }
                return total - last
            }
        }

        @Test("a stage on other data begins a pass of its own: one epoch is every example once")
        func otherData() throws {
            try withTemporaryFolder { folder in
                let (first, second) = (
                    try Self.set(40, seed: 1, in: folder), try Self.set(28, seed: 2, in: folder)
                )
                var recipe = TinyDistillation.recipe(steps: 3)
                (recipe.stages[1].steps, recipe.stages[1].epochs) = (nil, 1)
                #expect(try Self.seen(recipe, [first, second], in: folder)[1] == Self.tokens(second))
            }
        }

        @Test("stages on the same data share a pass: what one has not seen the next one sees")
        func sameData() throws {
            try withTemporaryFolder { folder in
                let set = try Self.set(40, seed: 1, in: folder)
                var recipe = TinyDistillation.recipe(steps: 2)
                recipe.stages[1].steps = 3
                let seen = try Self.seen(recipe, [set, set], in: folder)
                #expect(seen.reduce(0, +) == Self.tokens(set) && seen.allSatisfy { $0 > 0 })
            }
        }

        @Test("accumulated batches count as they are: two epochs of 5 batches are 5 steps of 2")
        func accumulation() throws {
            try withTemporaryFolder { folder in
                let set = try Self.set(40, seed: 1, in: folder)
                var recipe = TinyDistillation.recipe(
                    steps: 3, batches: BatchPlan(size: 8, maximumLength: 24, accumulation: 2))
                recipe.stages = [recipe.stages[1]]
                (recipe.stages[0].steps, recipe.stages[0].epochs) = (nil, 2)
                #expect(try Self.seen(recipe, [set], in: folder) == [2 * Self.tokens(set)])
            }
        }
    }
#endif
