#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("Gradual quantization", .oneAtATime)
    struct AnnealingTests {
        /// T = 8, 4, 2 in stages of four steps.
        private static func recipe(_ kind: SpikeKind = .ternary) -> Recipe {
            var recipe = TinyDistillation.recipe(student: StudentPlan(timeSteps: 2, spikeKind: kind), steps: 4)
            recipe.stages.insert(recipe.stages[0], at: 0)
            recipe.stages[0].timeSteps = 8
            recipe.stages[1].timeSteps = 4
            return recipe
        }

        private static func expectResumes(_ recipe: Recipe, after step: Int) throws {
            try withTemporaryFolder { folder in
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: step, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(
                    (log.reports + rest.log.reports).map(\.meanSpikeRate) == whole.log.reports.map(\.meanSpikeRate))
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }

        @Test("over T ends with the student's own T", arguments: SpikeKind.allCases)
        func finalTimeSteps(kind: SpikeKind) throws {
            try withTemporaryFolder { folder in
                let run = try TinyDistillation.run(Self.recipe(kind), in: folder)
                #expect(try run.student.checkpoint().config.spiking.timeSteps == 2)
                // Fewer levels, larger error: the loss tells that the first stage had more.
                let plain = try TinyDistillation.run(
                    TinyDistillation.recipe(student: StudentPlan(timeSteps: 2, spikeKind: kind), steps: 4), in: folder)
                #expect(run.log.losses[0] < plain.log.losses[0])
            }
        }

        @Test("over T is resumed bit for bit within stages and between them", arguments: [2, 4, 5, 8, 11])
        func resumedTimeSteps(step: Int) throws { try Self.expectResumes(Self.recipe(), after: step) }

        @Test("over T and weights at once, with spikes without signs, is resumed bit for bit", arguments: [2, 5, 8])
        func resumedTogether(step: Int) throws {
            var recipe = Self.recipe(.binary)
            for index in recipe.stages.indices { recipe.stages[index].quantizedShare = ShareRamp(from: 0.5) }
            try Self.expectResumes(recipe, after: step)
        }

        @Test("of weights at share 1 is what it is without, to the last bit")
        func fullShare() throws {
            try withTemporaryFolder { folder in
                let without = try TinyDistillation.run(TinyDistillation.recipe(), in: folder)
                var recipe = TinyDistillation.recipe()
                for index in recipe.stages.indices { recipe.stages[index].quantizedShare = ShareRamp(from: 1, to: 1) }
                let with = try TinyDistillation.run(recipe, in: folder)
                #expect(with.log.losses == without.log.losses)
                #expect(try with.student.checkpoint() == without.student.checkpoint())
            }
        }

        @Test(
            "of weights begins with real ones and ends with quantized ones",
            arguments: [WeightEncoding.ternary, .binary])
        func ramp(encoding: WeightEncoding) throws {
            try withTemporaryFolder { folder in
                var recipe = TinyDistillation.recipe(
                    student: StudentPlan(weightEncoding: encoding), method: .teacher, steps: 8)
                for index in recipe.stages.indices { recipe.stages[index].schedule.learningRate = 1e-30 }
                let quantized = try TinyDistillation.run(recipe, in: folder).log.losses
                recipe.stages[0].quantizedShare = ShareRamp()
                let annealed = try TinyDistillation.run(recipe, in: folder).log.losses
                var plan = recipe
                plan.stages[0].quantizedShare = ShareRamp(from: 0, to: 0)
                let real = try TinyDistillation.run(plan, in: folder).log.losses
                // Nothing is learned, so that single steps can be compared.
                #expect(annealed[0] == real[0] && annealed[0] < quantized[0])
                #expect(annealed[7...] == quantized[7...])
            }
        }

        @Test("of weights is resumed bit for bit", arguments: [3, 6, 9])
        func resumedShare(step: Int) throws {
            var recipe = TinyDistillation.recipe()
            recipe.stages[0].quantizedShare = ShareRamp(from: 0.25, to: 0.75)
            recipe.stages[1].quantizedShare = ShareRamp(from: 0.75)
            try Self.expectResumes(recipe, after: step)
        }

        @Test("shares lie on a straight line from the first step to the last")
        func shares() {
            let ramp = ShareRamp(from: 0.5, to: 1)
            #expect((0..<5).map { ramp.share(step: $0, of: 5) } == [0.5, 0.625, 0.75, 0.875, 1])
            #expect(ramp.share(step: 0, of: 1) == 1, "a single step is the last")
        }
    }
#endif
