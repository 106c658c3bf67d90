#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTraining

    /// Changes texts word by word and token by token, as a function of the examples, seed, epoch and copy (docs/Equations.md,
    /// "Augmentation").
    ///
    /// Tokens around texts stay where they are; a first piece of a word gives way to first pieces, a later one to later ones.
    package struct TokenAugmentation: Sendable {
        let plan: AugmentationPlan
        private let classes: TokenClasses
        private let maximumLength: Int
        private let edits: WordEdits
        private let unigrams: [TokenClasses.Kind: UnigramDraw]
        private let neighbours: [TokenClasses.Kind: EmbeddingNeighbours]

        /// Counts the tokens of `sequences` and, where the plan asks for neighbours, finds those of every one that occurs.
        ///
        /// - Parameters:
        ///   - maximumLength: tokens that a copy has at most, those around texts included.
        ///   - key: the plan's place in the recipe, for messages.
        /// - Throws: `RecipeError` when the plan asks for masks and the vocabulary has none.
        package init(
            _ plan: AugmentationPlan, classes: TokenClasses, sequences: some Sequence<TokenSequence>,
            maximumLength: Int, embeddings: Tensor, key: String
        ) throws {
            guard plan.mask == 0 || classes.maskID != nil else {
                throw RecipeError.invalid(
                    key: key + ".mask", why: "the teacher's vocabulary has no [MASK]; set it to 0")
            }
            self.plan = plan
            self.classes = classes
            self.maximumLength = maximumLength
            edits = WordEdits(plan, classes: classes, sequences: sequences, maximumLength: maximumLength)
            var unigrams: [TokenClasses.Kind: UnigramDraw] = [:]
            var neighbours: [TokenClasses.Kind: EmbeddingNeighbours] = [:]
            for kind in [TokenClasses.Kind.start, .continuation] {
                let draw = UnigramDraw(kind, in: sequences, classes)
                unigrams[kind] = draw
                guard plan.neighbour > 0 else { continue }
                neighbours[kind] = try EmbeddingNeighbours(
                    of: draw.known, kind, count: plan.neighbourCount, table: embeddings, classes)
            }
            self.unigrams = unigrams
            self.neighbours = neighbours
        }

        /// The examples followed by all first copies, all second copies and so on.
        package func augmented(_ sequences: some Sequence<TokenSequence>, seed: UInt64, epoch: Int) -> [TokenSequence] {
            let originals = Array(sequences)
            var mixer = SeededGenerator(seed: seed ^ Self.purpose, stream: UInt64(epoch))
            let base = mixer.next()
            var result = originals
            result.reserveCapacity(originals.count * (1 + plan.copies))
            for copy in 0..<plan.copies {
                for (index, sequence) in originals.enumerated() {
                    var generator = SeededGenerator(seed: base, stream: UInt64(copy * originals.count + index))
                    result.append(changed(sequence, &generator))
                }
            }
            return result
        }

        /// Tells these random numbers from those of data order and dropout.
        private static let purpose: UInt64 = 0xA06_3E27

        private func changed(_ sequence: TokenSequence, _ generator: inout SeededGenerator) -> TokenSequence {
            let boundaries = sequence.ids.indices.filter { classes[sequence.ids[$0]] == .boundary }
            var texts = classes.texts(sequence).map { changed($0, &generator) }
            // [CLS] first [SEP] second [SEP]: two texts between three boundaries.
            if boundaries.count == 3, plan.swapTexts > 0, generator.unit() < plan.swapTexts { texts.swapAt(1, 2) }
            shorten(&texts, to: maximumLength - boundaries.count)
            var result = TokenSequence(ids: [], typeIDs: [])
            for (index, text) in texts.enumerated() {
                // A text has the type of the boundary behind it; what stands behind the last one has that of the end.
                let end = index < boundaries.count ? boundaries[index] : nil
                let type = sequence.typeIDs[end ?? sequence.typeIDs.count - 1]
                result.ids += text + (end.map { [sequence.ids[$0]] } ?? [])
                result.typeIDs += repeatElement(type, count: text.count + (end == nil ? 0 : 1))
            }
            return result
        }

        private func changed(_ text: ArraySlice<Int32>, _ generator: inout SeededGenerator) -> [Int32] {
            let words = edits.isActive ? Array(edits.changed(classes.words(text), &generator).joined()) : Array(text)
            return words.map { replacement(of: $0, &generator) }
        }

        /// Takes last tokens from whichever text is longest until all together have at most `length`.
        private func shorten(_ texts: inout [[Int32]], to length: Int) {
            var excess = texts.reduce(0) { $0 + $1.count } - length
            while excess > 0, let longest = texts.indices.max(by: { texts[$0].count < texts[$1].count }) {
                texts[longest].removeLast()
                excess -= 1
            }
        }

        private func replacement(of id: Int32, _ generator: inout SeededGenerator) -> Int32 {
            let kind = classes[id]
            guard kind == .start || kind == .continuation else { return id }
            let chance = generator.unit()
            if chance < plan.mask { return classes.maskID ?? id }
            if chance < plan.mask + plan.unigram { return unigrams[kind]?.draw(&generator) ?? id }
            guard chance < plan.mask + plan.unigram + plan.neighbour, let near = neighbours[kind]?[id], !near.isEmpty
            else { return id }
            return near[generator.integer(below: near.count)]
        }
    }
#endif
