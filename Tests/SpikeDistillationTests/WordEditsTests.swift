#if Training
    import Foundation
    import SpikeCore
    import SpikeDistillation
    import SpikeEngine
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTinyModels
    import SpikeTraining
    import Testing

    @Suite("Words of changed copies", .oneAtATime)
    struct WordEditsTests {
        private struct Setting {
            let tokenizer: WordPieceTokenizer
            let sequences: [TokenSequence]
            let originals: [[String]]

            /// Sentences whose words have one piece or two, some with a word that the vocabulary lacks.
            init(in folder: URL) throws {
                let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
                self.tokenizer = tokenizer
                let texts = TinyModels.sentences(200, seed: 4).enumerated().map { index, example in
                    example.text + (index.isMultiple(of: 7) ? " ☃ films" : " films")
                }
                sequences = texts.map { tokenizer.encode($0, maximumLength: 40) }
                originals = sequences.map { Self.words($0, tokenizer) }
            }

            /// The words of a sequence without the tokens around it.
            static func words(_ sequence: TokenSequence, _ tokenizer: WordPieceTokenizer) -> [String] {
                sequence.ids.dropFirst().dropLast().reduce(into: []) { words, id in
                    let piece = tokenizer.token(id: Int(id)) ?? "?"
                    if piece.hasPrefix("##"), !words.isEmpty {
                        words[words.count - 1] += piece
                    } else {
                        words.append(piece)
                    }
                }
            }

            /// Pairs of an original's words and a copy's.
            func copies(_ plan: AugmentationPlan) throws -> [(before: [String], after: [String])] {
                let table = TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings]
                let augmentation = try TokenAugmentation(
                    plan, classes: TokenClasses(tokenizer), sequences: sequences, embeddings: table, key: "plan")
                let all = augmentation.augmented(sequences, seed: 1, epoch: 0).dropFirst(sequences.count)
                return all.enumerated().map { index, copy in
                    (originals[index % originals.count], Self.words(copy, tokenizer))
                }
            }

            /// Every pair of neighbours in the originals; "" stands at the edges.
            var neighbours: Set<[String]> {
                Set(originals.flatMap { text in zip([""] + text, text + [""]).map { [$0, $1] } })
            }
        }

        private func withSetting(_ body: (Setting) throws -> Void) throws {
            try withTemporaryFolder { try body(Setting(in: $0)) }
        }

        @Test("a word gives way to one that stands beside its left or right neighbour somewhere, pieces and all")
        func context() throws {
            try withSetting { setting in
                let neighbours = setting.neighbours
                var changed = 0
                for (before, after) in try setting.copies(AugmentationPlan(copies: 5, neighbour: 0, context: 0.3)) {
                    try #require(before.count == after.count)
                    for index in before.indices where before[index] != after[index] {
                        let left = index > 0 ? after[index - 1] : ""
                        let right = index + 1 < before.count ? before[index + 1] : ""
                        #expect(
                            neighbours.contains([left, after[index]]) || neighbours.contains([after[index], right]))
                        #expect(after[index] != "[UNK]")
                        changed += 1
                    }
                }
                #expect(changed > 500)
            }
        }

        @Test("words are drawn beside a neighbour as often as they stand there")
        func frequencies() throws {
            try withSetting { setting in
                let copies = try setting.copies(AugmentationPlan(copies: 200, neighbour: 0, insert: 1))
                let first = copies.filter { $0.after.first != $0.before.first }.map { $0.after[0] }
                #expect(first.count > 2000)
                let begins = setting.originals.map { $0[0] }
                for word in Set(begins) {
                    let expected = Double(begins.count { $0 == word }) / Double(begins.count)
                    let found = Double(first.count { $0 == word }) / Double(first.count)
                    // A word before itself is not seen here, so words lose up to their own share.
                    #expect(abs(found - expected) < 0.25 * expected + 0.02, "\(word): \(found) for \(expected)")
                }
            }
        }

        @Test("two neighbouring words change places, and nothing else does")
        func swapping() throws {
            try withSetting { setting in
                for (before, after) in try setting.copies(AugmentationPlan(copies: 3, neighbour: 0, swapWords: 1)) {
                    let places = before.indices.filter { before[$0] != after[$0] }
                    guard let left = places.first else { continue }
                    #expect(places == [left, left + 1])
                    #expect(after[left] == before[left + 1] && after[left + 1] == before[left])
                }
            }
        }

        @Test("one word moves to another place, and every distance occurs")
        func moving() throws {
            try withSetting { setting in
                var distances: Set<Int> = []
                for (before, after) in try setting.copies(AugmentationPlan(copies: 10, neighbour: 0, move: 1)) {
                    #expect(before.sorted() == after.sorted())
                    let moves = before.indices.flatMap { from in before.indices.map { (from, $0) } }
                    let fitting = moves.filter { from, to in
                        var words = before
                        words.insert(words.remove(at: from), at: to)
                        return words == after
                    }
                    #expect(!fitting.isEmpty)
                    if before != after, let (from, to) = fitting.first { distances.insert(to - from) }
                }
                #expect(
                    distances.isSuperset(of: [-3, -2, -1, 1, 2, 3]) || distances.isSuperset(of: [-3, -2, 1, 2, 3]))
            }
        }

        @Test("a word is put in that follows its left neighbour somewhere")
        func inserting() throws {
            try withSetting { setting in
                let neighbours = setting.neighbours
                for (before, after) in try setting.copies(AugmentationPlan(copies: 3, neighbour: 0, insert: 1)) {
                    guard after.count > before.count else { continue }
                    #expect(after.count == before.count + 1)
                    let fits = after.indices.contains { place in
                        var words = after
                        let new = words.remove(at: place)
                        return words == before && new != "[UNK]"
                            && neighbours.contains([place > 0 ? after[place - 1] : "", new])
                    }
                    #expect(fits, "\(before) → \(after)")
                }
            }
        }

        @Test("a text of one word, or of none, is left in order")
        func shortTexts() throws {
            try withTemporaryFolder { folder in
                let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
                let sequences = ["", "films"].map { tokenizer.encode($0, maximumLength: 8) }
                let augmentation = try TokenAugmentation(
                    AugmentationPlan(neighbour: 0, swapWords: 1, move: 1), classes: TokenClasses(tokenizer),
                    sequences: sequences,
                    embeddings: TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings], key: "plan")
                #expect(Array(augmentation.augmented(sequences, seed: 0, epoch: 0).dropFirst(2)) == sequences)
            }
        }

        @Test("each change comes at its probability")
        func probabilities() throws {
            try withSetting { setting in
                let inserted = try setting.copies(AugmentationPlan(copies: 20, neighbour: 0, insert: 0.25))
                let share = Double(inserted.count { $0.after.count > $0.before.count }) / Double(inserted.count)
                // Nothing is known to follow the last word, so one place of every text takes none.
                let places = setting.originals.map { Double($0.count) / Double($0.count + 1) }
                let expected = 0.25 * places.reduce(0, +) / Double(places.count)
                // 4,000 texts: the standard deviation is 0.007.
                #expect(abs(share - expected) < 0.03)
            }
        }
    }
#endif
