#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeTestSupport
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("Augmented stages", .oneAtATime)
    struct AugmentationTests {
        private static func recipe(_ plan: AugmentationPlan, steps: Int = 20) -> Recipe {
            var recipe = TinyDistillation.recipe(steps: steps)
            recipe.stages[0].augmentation = plan
            return recipe
        }

        private static let everything = AugmentationPlan(
            copies: 2, mask: 0.1, unigram: 0.2, neighbour: 0.2, neighbourCount: 3, delete: 0.2, bigram: 0.1,
            swapWords: 0.3, move: 0.3, insert: 0.3)

        @Test("pass over examples and copies: an epoch is longer by every copy")
        func epochs() throws {
            try withTemporaryFolder { folder in
                for copies in [1, 3] {
                    var recipe = Self.recipe(AugmentationPlan(copies: copies))
                    (recipe.stages[0].steps, recipe.stages[0].epochs) = (nil, 1)
                    recipe.stages.removeLast()
                    let log = try TinyDistillation.run(recipe, in: folder).log
                    // 60 examples in batches of 8.
                    #expect(log.reports.count == (60 * (1 + copies) + 7) / 8)
                }
            }
        }

        @Test("store teacher outputs only of copies that are made once")
        func storing() throws {
            try withTemporaryFolder { folder in
                var plan = Self.everything
                var recipe = Self.recipe(plan, steps: 60)
                recipe.stages.removeLast()
                let anew = try TinyDistillation.run(recipe, in: folder).log
                #expect(anew.stored.isEmpty)
                plan.everyEpoch = false
                recipe.stages[0].augmentation = plan
                let once = try TinyDistillation.run(recipe, in: folder).log
                #expect(once.stored == [180])
            }
        }

        @Test(
            "stopped and resumed in any epoch, they end the same to the last bit", arguments: [2, 9, 31], [true, false])
        func resuming(step: Int, everyEpoch: Bool) throws {
            var plan = Self.everything
            plan.everyEpoch = everyEpoch
            let recipe = Self.recipe(plan, steps: 30)
            try withTemporaryFolder { folder in
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: step, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }

        @Test("see other texts in another epoch, and with another seed")
        func variety() throws {
            try withTemporaryFolder { folder in
                var recipe = Self.recipe(Self.everything, steps: 46)
                recipe.stages.removeLast()
                recipe.stages[0].schedule.learningRate = 1e-30
                let anew = try TinyDistillation.run(recipe, in: folder).log
                recipe.stages[0].augmentation?.everyEpoch = false
                let once = try TinyDistillation.run(recipe, in: folder).log
                // 23 batches an epoch. Nothing is learned, so sums over an epoch tell its texts.
                func tokens(_ log: TinyDistillation.Log) -> (Int, Int) {
                    (log.reports[22].tokens, log.reports[45].tokens - log.reports[22].tokens)
                }
                #expect(tokens(once).0 == tokens(once).1)
                #expect(tokens(anew).0 == tokens(once).0 && tokens(anew).1 != tokens(anew).0)
            }
        }

        @Test("learn from copies what helps on the examples")
        func learning() throws {
            try withTemporaryFolder { folder in
                let log = try TinyDistillation.run(Self.recipe(Self.everything), in: folder).log
                #expect(log.losses[19] < log.losses[0])
            }
        }
    }
#endif
