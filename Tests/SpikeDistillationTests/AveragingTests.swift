#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeTraining
    import Testing

    @Suite("An averaged student", .oneAtATime)
    struct AveragingTests {
        private static let weight = TensorNames.linear(.query, layer: 0) + TensorNames.weight
        private static let threshold = TensorNames.site(.context, layer: 1) + StudentModel.logThreshold
        /// Sums of three single-precision values.
        private static let roundingTolerance: Float = 1e-6

        /// Twelve steps, of which the last three are averaged.
        private static func recipe(_ kind: AveragingPlan.Kind) -> Recipe {
            var recipe = TinyDistillation.recipe(checkpointEvery: 1)
            recipe.averaging = AveragingPlan(kind: kind, share: 0.25)
            if kind == .exponential { recipe.averaging?.decay = 0.7 }
            return recipe
        }

        /// A trained tensor as it was after each of the last three steps.
        private static func values(_ name: String, _ recipe: Recipe) throws -> [[Float]] {
            try [10, 11, 12].map { step in
                try withTemporaryFolder { folder in
                    _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: step)
                    let state = TinyDistillation.trainingFolder(in: folder).appendingPathComponent("state")
                    return try SafetensorsFile(at: state.appendingPathComponent("state.safetensors")).floats(
                        named: name)
                }
            }
        }

        @Test(
            "is the mean of what the last steps left, or its exponential mean", arguments: AveragingPlan.Kind.allCases)
        func value(kind: AveragingPlan.Kind) throws {
            try withTemporaryFolder { folder in
                let recipe = Self.recipe(kind)
                let student = try TinyDistillation.run(recipe, in: folder).student
                for name in [Self.weight, Self.threshold] {
                    let steps = try Self.values(name, recipe)
                    #expect(steps[0] != steps[1] && steps[1] != steps[2])
                    let found = try student.parameters[name].floats()
                    for index in found.indices {
                        let (a, b, c) = (steps[0][index], steps[1][index], steps[2][index])
                        let expected = kind == .mean ? (a + b + c) / 3 : 0.7 * (0.7 * a + 0.3 * b) + 0.3 * c
                        #expect(abs(found[index] - expected) <= Self.roundingTolerance * max(1, abs(expected)))
                    }
                }
            }
        }

        @Test("was trained like one that is not averaged")
        func training() throws {
            try withTemporaryFolder { folder in
                let recipe = Self.recipe(.mean)
                let with = try TinyDistillation.run(recipe, in: folder)
                var plain = recipe
                plain.averaging = nil
                let without = try TinyDistillation.run(plain, in: folder)
                #expect(with.log.losses == without.log.losses)
                #expect(try with.student.checkpoint() != without.student.checkpoint())
            }
        }

        @Test("is resumed bit for bit before and within the average", arguments: [4, 9, 10, 11])
        func resuming(step: Int) throws {
            try withTemporaryFolder { folder in
                let recipe = Self.recipe(.exponential)
                let whole = try TinyDistillation.run(recipe, in: folder)
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: step)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }

        @Test("averages no thresholds of another T, even when it would begin before")
        func timeSteps() throws {
            try withTemporaryFolder { folder in
                var recipe = Self.recipe(.mean)
                recipe.averaging?.share = 1
                recipe.stages[0].timeSteps = 8
                let early = try TinyDistillation.run(recipe, in: folder)
                recipe.averaging?.share = 0.5
                let late = try TinyDistillation.run(recipe, in: folder)
                #expect(try early.student.checkpoint() == late.student.checkpoint())
            }
        }
    }
#endif
