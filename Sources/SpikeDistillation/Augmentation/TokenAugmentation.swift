#if Training
    import SpikeCore
    import SpikeEngine
    import SpikeModel
    import SpikeTraining

    /// Changes texts word by word and token by token, as a function of seed, epoch and example alone (docs/Equations.md,
    /// "Augmentation").
    ///
    /// Tokens around texts stay where they are; a first piece of a word gives way to first pieces, a later one to later ones.
    package struct TokenAugmentation: Sendable {
        let plan: AugmentationPlan
        private let classes: TokenClasses
        private let edits: WordEdits
        private let unigrams: [TokenClasses.Kind: UnigramDraw]
        private let neighbours: [TokenClasses.Kind: EmbeddingNeighbours]

        /// Counts the tokens of `sequences` and, where the plan asks for neighbours, finds those of every one that occurs.
        ///
        /// - Throws: `RecipeError` when the plan asks for masks and the vocabulary has none.
        package init(
            _ plan: AugmentationPlan, classes: TokenClasses, sequences: some Sequence<TokenSequence>,
            embeddings: Tensor,
            key: String
        ) throws {
            guard plan.mask == 0 || classes.maskID != nil else {
                throw RecipeError.invalid(
                    key: key + ".mask", why: "the teacher's vocabulary has no [MASK]; set it to 0")
            }
            self.plan = plan
            self.classes = classes
            edits = WordEdits(plan, classes: classes, sequences: sequences)
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
            // [CLS] text [SEP], or [CLS] first [SEP] second [SEP]: texts lie between two boundaries.
            let boundaries = sequence.ids.indices.filter { classes[sequence.ids[$0]] == .boundary }
            guard let first = boundaries.first else { return sequence }
            var texts = zip(boundaries, boundaries.dropFirst()).map { start, end in
                changed(sequence.ids[(start + 1)..<end], &generator)
            }
            if texts.count == 2, plan.swapTexts > 0, generator.unit() < plan.swapTexts { texts.swapAt(0, 1) }
            var result = TokenSequence(ids: [sequence.ids[first]], typeIDs: [sequence.typeIDs[first]])
            for (text, end) in zip(texts, boundaries.dropFirst()) {
                result.ids += text + [sequence.ids[end]]
                result.typeIDs += repeatElement(sequence.typeIDs[end], count: text.count + 1)
            }
            return result
        }

        /// One text.
        private func changed(_ text: ArraySlice<Int32>, _ generator: inout SeededGenerator) -> [Int32] {
            edits.changed(classes.words(text), &generator).joined().map { replacement(of: $0, &generator) }
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
