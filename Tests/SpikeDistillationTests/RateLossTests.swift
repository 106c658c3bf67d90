#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("The rate loss", .oneAtATime)
    struct RateLossTests {
        private static func recipe(rate: Double, target: Double, steps: Int = 40) -> Recipe {
            var recipe = TinyDistillation.recipe(steps: steps)
            for index in recipe.stages.indices {
                recipe.stages[index].losses.rate = rate
                if rate > 0 { recipe.stages[index].losses.targetRate = target }
            }
            return recipe
        }

        private static func lastRate(_ log: TinyDistillation.Log) throws -> Double {
            try #require(log.reports.last?.meanSpikeRate)
        }

        @Test("brings the mean spike rate down to its target, which training without it stays above")
        func reachesTarget() throws {
            try withTemporaryFolder { folder in
                let free = try TinyDistillation.run(Self.recipe(rate: 0, target: 0.2), in: folder).log
                let held = try TinyDistillation.run(Self.recipe(rate: 20, target: 0.2), in: folder).log
                let first = try #require(held.reports.first?.meanSpikeRate)
                let (before, after) = (try Self.lastRate(free), try Self.lastRate(held))
                #expect(first > 0.25 && before > 0.25, "there is something to bring down: \(first), \(before)")
                #expect(after < 0.23, "\(after)")
            }
        }

        @Test("is reported as what the rate exceeds its target by, and absent at weight 0")
        func report() throws {
            try withTemporaryFolder { folder in
                let log = try TinyDistillation.run(Self.recipe(rate: 1, target: 0.1, steps: 1), in: folder).log
                let report = try #require(log.reports.first)
                let part = try #require(report.parts.last)
                #expect(part.name == "rateLoss")
                // The report's rate is measured after the step.
                expectClose(part.value, try #require(report.meanSpikeRate) - 0.1, tolerance: 0.02)
                let above = try TinyDistillation.run(Self.recipe(rate: 1, target: 0.99, steps: 1), in: folder).log
                #expect(above.reports.first?.parts.last?.value == 0)
                let off = try TinyDistillation.run(Self.recipe(rate: 0, target: 0.1, steps: 1), in: folder).log
                #expect(off.reports.allSatisfy { $0.parts.allSatisfy { $0.name != "rateLoss" } })
                #expect(above.losses[0] == off.losses[0])
            }
        }

        @Test("leaves a resumed run the same to the last bit")
        func resuming() throws {
            try withTemporaryFolder { folder in
                let recipe = Self.recipe(rate: 5, target: 0.2, steps: 4)
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: 3, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }
    }
#endif
