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

    @Suite("Changed copies of token sequences", .oneAtATime)
    struct TokenAugmentationTests {
        private struct Setting {
            let tokenizer: WordPieceTokenizer
            let sequences: [TokenSequence]
            let table: Tensor

            init(in folder: URL, pairs: Bool = false) throws {
                let tokenizer = try WordPieceTokenizer.load(folder: TinyModels.tokenizer(in: folder))
                self.tokenizer = tokenizer
                let texts = TinyModels.sentences(200, seed: 4).map { $0.text + " films" }
                sequences = texts.indices.map { index in
                    let second = pairs ? texts[(index + 1) % texts.count] : nil
                    return tokenizer.encode(texts[index], second, maximumLength: 40)
                }
                table = TinyDistillation.teacher().parameters[TensorNames.wordEmbeddings]
            }

            func augmentation(_ plan: AugmentationPlan) throws -> TokenAugmentation {
                try TokenAugmentation(
                    plan, classes: TokenClasses(tokenizer), sequences: sequences, maximumLength: 40, embeddings: table,
                    key: "plan")
            }

            func copies(_ plan: AugmentationPlan, seed: UInt64 = 1, epoch: Int = 0) throws -> [TokenSequence] {
                Array(
                    try augmentation(plan).augmented(sequences, seed: seed, epoch: epoch).dropFirst(sequences.count))
            }

            func words(_ ids: some Sequence<Int32>) -> [String] { ids.compactMap { tokenizer.token(id: Int($0)) } }
        }

        @Test("follow the examples, which stay as they are, and depend on seed, epoch, example and copy alone")
        func determinism() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                let plan = AugmentationPlan(copies: 2, unigram: 0.3)
                let augmentation = try setting.augmentation(plan)
                let first = augmentation.augmented(setting.sequences, seed: 1, epoch: 3)
                #expect(first.count == 600 && Array(first[..<200]) == setting.sequences)
                #expect(first == augmentation.augmented(setting.sequences, seed: 1, epoch: 3))
                #expect(first != augmentation.augmented(setting.sequences, seed: 1, epoch: 4))
                #expect(first != augmentation.augmented(setting.sequences, seed: 2, epoch: 3))
                #expect(first[200..<400] != first[400..<600])
            }
        }

        @Test("keep special tokens, and pieces of words give way to their kind")
        func kinds() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                for plan in [AugmentationPlan(neighbour: 1), AugmentationPlan(unigram: 1, neighbour: 0)] {
                    for (copy, original) in zip(try setting.copies(plan), setting.sequences) {
                        #expect(copy.count == original.count && copy.typeIDs == original.typeIDs)
                        for (left, right) in zip(setting.words(copy.ids), setting.words(original.ids)) {
                            #expect(left.hasPrefix("##") == right.hasPrefix("##"))
                            #expect(left.hasPrefix("[") == right.hasPrefix("["))
                            if right.hasPrefix("[") { #expect(left == right) }
                        }
                    }
                }
            }
        }

        @Test("neighbours are the largest cosines of the table, the token itself left out")
        func neighbours() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                let plan = AugmentationPlan(copies: 30, neighbour: 1, neighbourCount: 2)
                var seen: [Int32: Set<Int32>] = [:]
                for (index, copy) in try setting.copies(plan).enumerated() {
                    let original = setting.sequences[index % setting.sequences.count]
                    for (new, old) in zip(copy.ids, original.ids) where new != old {
                        seen[old, default: []].insert(new)
                    }
                }
                let width = setting.table.size(1)
                let values = try setting.table.floats().map(Double.init)
                func cosine(_ left: Int32, _ right: Int32) -> Double {
                    let rows = [left, right].map { Array(values[(Int($0) * width)..<((Int($0) + 1) * width)]) }
                    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
                    return dot(rows[0], rows[1]) / (dot(rows[0], rows[0]) * dot(rows[1], rows[1])).squareRoot()
                }
                let words = (5..<Int32(TinyModels.vocabulary.count)).filter {
                    !TinyModels.vocabulary[Int($0)].hasPrefix("##")
                }
                #expect(seen.count > 20)
                for (id, near) in seen where words.contains(id) {
                    let nearest = words.filter { $0 != id }.sorted { cosine($0, id) > cosine($1, id) }.prefix(2)
                    #expect(near == Set(nearest), "\(setting.words([id]))")
                }
            }
        }

        @Test("unigrams are drawn as often as they occur")
        func unigrams() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                let originals = setting.sequences.flatMap(\.ids)
                let drawn = try setting.copies(AugmentationPlan(copies: 20, unigram: 1, neighbour: 0)).flatMap(\.ids)
                for id in Set(originals) {
                    let expected = Double(originals.count { $0 == id }) / Double(originals.count)
                    let found = Double(drawn.count { $0 == id }) / Double(drawn.count)
                    // Some 40,000 draws: five standard deviations of the rarest and the commonest.
                    #expect(abs(found - expected) < 5 * (expected / 40_000).squareRoot(), "\(setting.words([id]))")
                }
            }
        }

        @Test("words are left out with all their pieces, but never all of them")
        func deletion() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                let some = try setting.copies(AugmentationPlan(neighbour: 0, delete: 0.5))
                for copy in some {
                    let words = setting.words(copy.ids)
                    for (word, next) in zip(words, words.dropFirst()) where next == "##s" { #expect(word == "film") }
                }
                let (before, after) = (setting.sequences.map(\.count).reduce(0, +), some.map(\.count).reduce(0, +))
                #expect((0.4...0.8).contains(Double(after) / Double(before)))
                #expect(try setting.copies(AugmentationPlan(neighbour: 0, delete: 1)) == setting.sequences)
            }
        }

        @Test("masks come at their probability, and need a mask")
        func masks() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder)
                let ids = try setting.copies(AugmentationPlan(copies: 5, mask: 0.25, neighbour: 0)).flatMap(\.ids)
                let words = setting.words(ids)
                let plain = words.filter { !["[CLS]", "[SEP]"].contains($0) }
                let share = Double(words.count { $0 == "[MASK]" }) / Double(plain.count)
                #expect((0.22...0.28).contains(share))
            }
        }

        @Test("texts of a pair change places with their types; single texts stay")
        func swapping() throws {
            try withTemporaryFolder { folder in
                let setting = try Setting(in: folder, pairs: true)
                let plan = AugmentationPlan(neighbour: 0, swapTexts: 1)
                let separator = try #require(setting.tokenizer.id(token: "[SEP]"))
                for (copy, original) in zip(try setting.copies(plan), setting.sequences) {
                    let (left, right) = (copy.ids.split(separator: separator), original.ids.split(separator: separator))
                    #expect(Array(left[0].dropFirst()) == Array(right[1]))
                    #expect(Array(left[1]) == Array(right[0].dropFirst()))
                    #expect(copy.typeIDs.count { $0 == 0 } == 2 + right[1].count)
                    #expect(copy.typeIDs == copy.typeIDs.sorted())
                }
                let single = try Setting(in: folder)
                #expect(try single.copies(plan) == single.sequences)
            }
        }
    }
#endif
