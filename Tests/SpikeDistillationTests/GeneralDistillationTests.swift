#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("General distillation on plain text", .oneAtATime)
    struct GeneralDistillationTests {
        static let longest = 16

        static func tokenizer(_ folder: URL) throws -> WordPieceTokenizer {
            try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
        }

        /// Two files of sentences, some blank lines between them.
        static func files(in folder: URL) throws -> [URL] {
            try [1, 2].map { seed in
                let url = folder.appendingPathComponent("part-\(seed).txt")
                let texts = TinyModels.sentences(80, seed: UInt64(seed)).map(\.text)
                try Data((texts.joined(separator: "\n\n") + "\n").utf8).write(to: url)
                return url
            }
        }

        static func set(_ packing: TextPacking, in folder: URL) throws -> TrainingSet {
            try TrainingSet(
                files: files(in: folder), packing: packing, tokenizer: tokenizer(folder), maximumLength: longest,
                folder: folder)
        }

        static func recipe(steps: Int = 6) -> Recipe {
            var recipe = TinyDistillation.recipe(steps: steps)
            recipe.stages = [recipe.stages[0]]
            (recipe.stages[0].kind, recipe.stages[0].text) = (.general, "text")
            return recipe
        }

        @Test("lines are the sequences of their texts one by one, and no file is left behind")
        func lines() throws {
            try withTemporaryFolder { folder in
                let set = try Self.set(.lines, in: folder)
                let texts = [1, 2].flatMap { TinyModels.sentences(80, seed: $0).map(\.text) }
                let expected = TrainingSet(
                    texts: texts, tokenizer: try Self.tokenizer(folder), maximumLength: Self.longest)
                #expect(Array(set.sequences) == Array(expected.sequences) && set.sequences.count == 160)
                let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(Set(left) == ["part-1.txt", "part-2.txt", "tokenizer"])
            }
        }

        @Test("reading stops when it is asked to, and leaves nothing") func interrupted() throws {
            try withTemporaryFolder { folder in
                let files = try Self.files(in: folder)
                let tokenizer = try Self.tokenizer(folder)
                #expect(throws: TrainingInterrupted.self) {
                    try TrainingSet(
                        files: files, packing: .full, tokenizer: tokenizer, maximumLength: Self.longest, folder: folder,
                        control: TrainingControl(shouldStop: { true }))
                }
                let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                #expect(Set(left) == ["part-1.txt", "part-2.txt", "tokenizer"])
            }
        }

        @Test("full sequences are as long as can be and hold every token of every file, none across two files")
        func full() throws {
            try withTemporaryFolder { folder in
                let tokenizer = try Self.tokenizer(folder)
                let sequences = Array(try Self.set(.full, in: folder).sequences)
                let around = tokenizer.encode("", maximumLength: 2).ids
                var position = 0
                for file in try Self.files(in: folder) {
                    let pieces = tokenizer.pieces(of: try String(contentsOf: file, encoding: .utf8))
                    var found: [Int32] = []
                    while found.count < pieces.count {
                        let ids = sequences[position].ids
                        #expect(ids.first == around[0] && ids.last == around[1])
                        found += ids[1..<(ids.count - 1)]
                        #expect(ids.count == Self.longest || found.count == pieces.count)
                        position += 1
                    }
                    #expect(found == pieces)
                }
                #expect(position == sequences.count)
            }
        }

        @Test("stopped and resumed it ends the same to the last bit; its student has no head")
        func resuming() throws {
            try withTemporaryFolder { folder in
                let teacher = TinyDistillation.teacher().withoutHead()
                let set = try Self.set(.full, in: folder)
                let whole = try TinyDistillation.run(Self.recipe(), teacher: teacher, sets: [set], in: folder)
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(
                    Self.recipe(), teacher: teacher, sets: [set], in: folder, stopAfter: 4, log: log)
                // The text is read anew.
                let again = try Self.set(.full, in: folder)
                let rest = try TinyDistillation.run(
                    Self.recipe(), teacher: teacher, sets: [again], in: folder, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                let checkpoint = try whole.student.checkpoint()
                #expect(try rest.student.checkpoint() == checkpoint)
                #expect(checkpoint.config.encoder.outputs == 0)
                #expect(checkpoint.tensors.keys.allSatisfy { !$0.hasPrefix(TensorNames.classifier) })
            }
        }

        @Test("a task's distillation goes on from the general student, with the teacher's head")
        func continuing() throws {
            try withTemporaryFolder { folder in
                let set = try Self.set(.lines, in: folder)
                let general = try TinyDistillation.run(
                    Self.recipe(steps: 60), teacher: TinyDistillation.teacher().withoutHead(), sets: [set], in: folder)
                let start = try general.student.checkpoint()
                var recipe = TinyDistillation.recipe(method: .student)
                recipe.initialization.student = "general"
                let fresh = try TinyDistillation.run(TinyDistillation.recipe(), in: folder)
                let whole = try TinyDistillation.run(recipe, in: folder, start: start)
                #expect(whole.log.losses[0] < fresh.log.losses[0])
                #expect(try whole.student.checkpoint().config.encoder.labels == ["negative", "positive"])
                let log = TinyDistillation.Log()
                _ = try? TinyDistillation.run(recipe, in: folder, start: start, stopAfter: 5, log: log)
                let rest = try TinyDistillation.run(recipe, in: folder, start: start, resume: true)
                #expect(log.losses + rest.log.losses == whole.log.losses)
                _ = try? TinyDistillation.run(recipe, in: folder, start: start, stopAfter: 5)
                let other = try fresh.student.checkpoint()
                #expect(throws: RecipeError.self) {
                    try TinyDistillation.run(recipe, in: folder, start: other, resume: true)
                }
            }
        }

        @Test("a student that goes on untrained is the one it was, head included")
        func identity() throws {
            try withTemporaryFolder { folder in
                let first = try TinyDistillation.run(TinyDistillation.recipe(), in: folder).student.checkpoint()
                var recipe = TinyDistillation.recipe(method: .student, steps: 1)
                recipe.initialization.student = "first"
                for index in recipe.stages.indices { recipe.stages[index].schedule.learningRate = 1e-30 }
                let second = try TinyDistillation.run(recipe, in: folder, start: first).student.checkpoint()
                #expect(first.config == second.config && first.tensors.keys == second.tensors.keys)
                for (name, tensor) in first.tensors {
                    // Thresholds and scales go through their logarithms.
                    for (left, right) in zip(tensor.values, second.values(name)) {
                        #expect(abs(left - right) <= 1e-6 * abs(left), "\(name)")
                    }
                }
            }
        }

        @Test("students that do not fit are refused by what they do not share")
        func refusals() throws {
            try withTemporaryFolder { folder in
                let start = try TinyDistillation.run(TinyDistillation.recipe(), in: folder).student.checkpoint()
                func message(_ change: (inout Recipe) -> Void) -> String {
                    var recipe = TinyDistillation.recipe(method: .student)
                    recipe.initialization.student = "first"
                    change(&recipe)
                    do {
                        _ = try TinyDistillation.run(recipe, in: folder, start: start)
                        return ""
                    } catch { return "\(error)" }
                }
                let prefix = "recipe key initialization.student: the student there does not fit: "
                #expect(
                    message { $0.student.layers = 1 } == prefix + "its number of layers is 2, here it would be 1")
                #expect(
                    message { $0.student.weightEncoding = .binary }
                        == prefix + "its weightEncoding is ternary, here it would be binary")
                #expect(
                    message { $0.student.hasGain = false }
                        == prefix + "it was trained with gains; set student.hasGain to true")
                #expect(message { $0.student.timeSteps = 5 } == "", "another T is rescaled to")
            }
        }
    }
#endif
