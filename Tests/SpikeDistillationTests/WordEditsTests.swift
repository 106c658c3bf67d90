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
            static let maximumLength = 40

            let tokenizer: WordPieceTokenizer
            let sequences: [TokenSequence]
            let originals: [[String]]

            /// Sentences whose words have one piece or two, some with a word that the vocabulary lacks.
            init(in folder: URL) throws {
                let texts = TinyModels.sentences(200, seed: 4).enumerated().map { index, example in
                    example.text + (index.isMultiple(of: 7) ? " ☃ films" : " films")
                }
                try self.init(texts.map { ($0, nil) }, in: folder)
            }

            init(_ texts: [(String, String?)], in folder: URL) throws {
                let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
                self.tokenizer = tokenizer
                sequences = texts.map { tokenizer.encode($0.0, $0.1, maximumLength: Self.maximumLength) }
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

            /// The copies alone.
            func sequences(
                _ plan: AugmentationPlan, maximumLength: Int = Self.maximumLength
            ) throws -> [TokenSequence] {
                let augmentation = try TokenAugmentation(
                    plan, classes: TokenClasses(tokenizer), sequences: sequences, maximumLength: maximumLength,
                    embeddings: TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings], key: "plan")
                return Array(augmentation.augmented(sequences, seed: 1, epoch: 0).dropFirst(sequences.count))
            }

            /// Pairs of an original's words and a copy's.
            func copies(_ plan: AugmentationPlan) throws -> [(before: [String], after: [String])] {
                try sequences(plan).enumerated().map { index, copy in
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
        func bigrams() throws {
            try withSetting { setting in
                let neighbours = setting.neighbours
                var changed = 0
                for (before, after) in try setting.copies(AugmentationPlan(copies: 5, neighbour: 0, bigram: 0.3)) {
                    try #require(before.count == after.count)
                    for index in before.indices where before[index] != after[index] {
                        let left = index > 0 ? after[index - 1] : ""
                        let right = index + 1 < before.count ? before[index + 1] : ""
                        #expect(
                            neighbours.contains([left, after[index]]) || neighbours.contains([after[index], right]))
                        #expect(after[index] != "[UNK]" && before[index] != "[UNK]")
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

        @Test("two adjacent words change places, any two as likely, and nothing else does")
        func swapping() throws {
            try withSetting { setting in
                let copies = try setting.copies(AugmentationPlan(copies: 40, neighbour: 0, swapWords: 1))
                var found: [Int: Int] = [:]
                var expected: [Int: Double] = [:]
                for (before, after) in copies {
                    // Two equal words can change places without a trace.
                    for left in before.indices.dropLast() where before[left] != before[left + 1] {
                        expected[left, default: 0] += 1 / Double(before.count - 1)
                    }
                    let places = before.indices.filter { before[$0] != after[$0] }
                    guard let left = places.first else { continue }
                    #expect(places == [left, left + 1])
                    #expect(after[left] == before[left + 1] && after[left + 1] == before[left])
                    found[left, default: 0] += 1
                }
                #expect(expected.count > 5)
                for (left, count) in expected {
                    #expect(abs(Double(found[left] ?? 0) - count) < 5 * count.squareRoot(), "place \(left)")
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
                var inserted = 0
                for (before, after) in try setting.copies(AugmentationPlan(copies: 3, neighbour: 0, insert: 1)) {
                    guard after.count > before.count else { continue }
                    inserted += 1
                    #expect(after.count == before.count + 1)
                    let fits = after.indices.contains { place in
                        var words = after
                        let new = words.remove(at: place)
                        return words == before && new != "[UNK]"
                            && neighbours.contains([place > 0 ? after[place - 1] : "", new])
                    }
                    #expect(fits, "\(before) → \(after)")
                }
                // All but those behind the last word, which nothing is known to follow.
                #expect(inserted > 480)
            }
        }

        @Test("words with special tokens are never replaced, but may be moved and left out")
        func special() throws {
            try withSetting { setting in
                for (before, after) in try setting.copies(AugmentationPlan(copies: 3, neighbour: 0, bigram: 1)) {
                    #expect(
                        before.indices.filter { before[$0] == "[UNK]" } == after.indices.filter { after[$0] == "[UNK]" }
                    )
                }
            }
        }

        @Test("copies are never longer than the recipe's texts may be")
        func length() throws {
            try withSetting { setting in
                let limit = try #require(setting.sequences.map(\.count).max())
                let plan = AugmentationPlan(copies: 5, neighbour: 0, bigram: 0.5, insert: 1)
                let copies = try setting.sequences(plan, maximumLength: limit)
                #expect(copies.map(\.count).max() == limit)
                #expect(try setting.sequences(plan).contains { $0.count > limit })
                for copy in copies {
                    #expect(
                        copy.ids.first == setting.sequences[0].ids.first
                            && copy.ids.last == setting.sequences[0].ids.last)
                    #expect(copy.typeIDs.count == copy.ids.count)
                }
            }
        }

        @Test("both texts of a pair change, each within its place; an empty one stays empty")
        func pairs() throws {
            try withTemporaryFolder { folder in
                let texts = TinyModels.sentences(60, seed: 9).map(\.text)
                let setting = try Setting(
                    texts.enumerated().map {
                        ($0.element, $0.offset.isMultiple(of: 2) ? texts[(($0.offset) + 1) % 60] : "")
                    },
                    in: folder)
                let plan = AugmentationPlan(copies: 2, neighbour: 0, delete: 0.1, bigram: 0.3, move: 0.5, insert: 1)
                let separator = try #require(setting.tokenizer.id(token: "[SEP]"))
                var changed = (first: 0, second: 0)
                for (index, copy) in try setting.sequences(plan).enumerated() {
                    let original = setting.sequences[index % setting.sequences.count]
                    let before = original.ids.split(separator: separator, omittingEmptySubsequences: false)
                    let after = copy.ids.split(separator: separator, omittingEmptySubsequences: false)
                    #expect(after.count == before.count && after[1].isEmpty == before[1].isEmpty)
                    #expect(
                        copy.typeIDs.count { $0 == 0 } == after[0].count + 1 && copy.typeIDs == copy.typeIDs.sorted())
                    if after[0] != before[0] { changed.first += 1 }
                    if after[1] != before[1] { changed.second += 1 }
                }
                #expect(changed.first > 100 && changed.second > 50)
            }
        }

        @Test("what a plan makes of its texts never changes from version to version")
        func pinned() throws {
            try withSetting { setting in
                let plans = [
                    AugmentationPlan(copies: 2, mask: 0.1, unigram: 0.1, neighbour: 0.1, delete: 0.1),
                    AugmentationPlan(
                        copies: 2, neighbour: 0, delete: 0.015, bigram: 0.12, swapWords: 0.2, move: 0.075, insert: 0.1),
                ]
                let digests = try plans.map { plan in
                    try SHA256.hexDigest(
                        setting.sequences(plan).flatMap { $0.ids.map { UInt8(truncatingIfNeeded: $0) } + [255] })
                }
                #expect(digests.map { $0.prefix(16) } == ["2dd8b126200f805b", "75d6b409b62255d6"])
            }
        }

        @Test("a text of one word, or of none, is left in order")
        func shortTexts() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting([("", nil), ("films", nil)], in: folder)
                let plan = AugmentationPlan(neighbour: 0, swapWords: 1, move: 1)
                #expect(try setting.sequences(plan) == setting.sequences)
            }
        }

        @Test("insertions come at their probability")
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
