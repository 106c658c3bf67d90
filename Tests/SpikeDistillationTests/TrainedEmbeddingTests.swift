#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeQuantization
    import SpikeTestSupport
    import SpikeText
    import SpikeTraining
    import Testing

    @Suite("Embeddings trained under rounding", .oneAtATime)
    struct TrainedEmbeddingTests {
        private static let tables = [
            TensorNames.wordEmbeddings, TensorNames.positionEmbeddings, TensorNames.typeEmbeddings,
        ]

        private static func recipe(_ precision: EmbeddingPrecision) -> Recipe {
            var recipe = TinyDistillation.recipe(student: StudentPlan(embeddings: precision))
            recipe.optimizer.trainsEmbeddings = true
            return recipe
        }

        @Test(
            "are packed as the codes that training read, and differ from the teacher's",
            arguments: [EmbeddingPrecision.int8, .int4, .float16])
        func codes(precision: EmbeddingPrecision) throws {
            try withTemporaryFolder { folder in
                let student = try TinyDistillation.run(Self.recipe(precision), in: folder).student
                let checkpoint = try student.checkpoint()
                for name in Self.tables {
                    let stored = checkpoint.values(name)
                    let table = try precision.table(stored, columns: 16, tensor: name)
                    #expect(table.floats == stored, "packing rounds nothing away")
                    #expect(try student.parameters[name].floats() != stored, "the trained values are real")
                }
                let teacher = try TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings].floats()
                let rounded = try precision.table(teacher, columns: 16, tensor: "teacher").floats
                #expect(checkpoint.values(TensorNames.wordEmbeddings) != rounded)
                // What training reads is what the checkpoint's student reads, to the last bit.
                let data = try TinyDistillation.data(20, in: folder)
                let batch = PaddedBatch(Array(data.sequences), device: .cpu)
                let again = StudentModel(checkpoint, design: StudentDesign(), device: .cpu)
                let left = try student.forward(batch, computeType: .float32).hiddenStates[0].floats()
                let right = try again.forward(batch, computeType: .float32).hiddenStates[0].floats()
                #expect(left == right)
            }
        }

        @Test("reach the latent values: words that occur move, others keep the teacher's but for weight decay")
        func gradients() throws {
            try withTemporaryFolder { folder in
                var recipe = Self.recipe(.int4)
                recipe.optimizer.weightDecay = 0
                let trained = try TinyDistillation.run(recipe, in: folder).student.parameters[
                    TensorNames.wordEmbeddings
                ].floats()
                let start = try TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings].floats()
                let seen = Set(try TinyDistillation.data(in: folder).sequences.flatMap(\.ids).map(Int.init))
                for row in 0..<(start.count / 16) {
                    let range = (row * 16)..<((row + 1) * 16)
                    #expect((trained[range] == start[range]) == !seen.contains(row), "row \(row)")
                }
            }
        }

        @Test("are resumed bit for bit", arguments: [2, 6, 9])
        func resuming(step: Int) throws {
            try withTemporaryFolder { folder in
                let recipe = Self.recipe(.int4)
                let whole = try TinyDistillation.run(recipe, in: folder)
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: step, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                #expect(try rest.student.checkpoint() == whole.student.checkpoint())
            }
        }
    }
#endif
