#if Training
    import SpikeCore

    /// Changes which words a text has and how they are ordered (docs/Equations.md, "Augmentation").
    struct WordEdits: Sendable {
        typealias Word = WordBigrams.Word

        /// Whether anything is to be done.
        let isActive: Bool
        private let plan: AugmentationPlan
        private let classes: TokenClasses
        /// Nil when the plan draws no word by its neighbours.
        private let bigrams: WordBigrams?

        /// Reads the neighbours of words in `sequences` where the plan asks for them.
        init(
            _ plan: AugmentationPlan, classes: TokenClasses, sequences: some Sequence<TokenSequence>, maximumLength: Int
        ) {
            self.plan = plan
            self.classes = classes
            isActive = [plan.delete, plan.bigram, plan.swapWords, plan.move, plan.insert].contains { $0 > 0 }
            bigrams =
                plan.bigram > 0 || plan.insert > 0
                ? WordBigrams(of: sequences, maximumLength: maximumLength, classes) : nil
        }

        /// The words of one text changed; a text without words stays so. Draws random numbers only for what the plan asks for.
        func changed(_ text: [Word], _ generator: inout SeededGenerator) -> [Word] {
            guard !text.isEmpty else { return [] }
            var words = plan.delete > 0 ? thinned(text, &generator) : text
            if plan.bigram > 0 { replaceByBigrams(&words, &generator) }
            if words.count > 1, happens(plan.swapWords, &generator) {
                let left = generator.integer(below: words.count - 1)
                words.swapAt(left, left + 1)
            }
            if words.count > 1, happens(plan.move, &generator) { move(&words, &generator) }
            if happens(plan.insert, &generator) { insert(&words, &generator) }
            return words
        }

        private func happens(_ probability: Double, _ generator: inout SeededGenerator) -> Bool {
            probability > 0 && generator.unit() < probability
        }

        /// Leaves words out; when every one would go, all are kept.
        private func thinned(_ text: [Word], _ generator: inout SeededGenerator) -> [Word] {
            let kept = text.filter { _ in !happens(plan.delete, &generator) }
            return kept.isEmpty ? text : kept
        }

        /// Every word is as likely, and then every other place.
        private func move(_ words: inout [Word], _ generator: inout SeededGenerator) {
            let from = generator.integer(below: words.count)
            let to = (from + 1 + generator.integer(below: words.count - 1)) % words.count
            let word = words.remove(at: from)
            words.insert(word, at: to)
        }

        private func insert(_ words: inout [Word], _ generator: inout SeededGenerator) {
            let place = generator.integer(below: words.count + 1)
            let left = place > 0 ? words[place - 1] : nil
            guard let new = bigrams?.word(after: left, &generator) else { return }
            words.insert(new, at: place)
        }

        /// From left to right, so that a word's left neighbour may be a new one already.
        private func replaceByBigrams(_ words: inout [Word], _ generator: inout SeededGenerator) {
            for index in words.indices where happens(plan.bigram, &generator) && classes.isOrdinary(words[index]) {
                let fromLeft = generator.integer(below: 2) == 0
                let new =
                    fromLeft
                    ? bigrams?.word(after: index > 0 ? words[index - 1] : nil, &generator)
                    : bigrams?.word(before: index + 1 < words.count ? words[index + 1] : nil, &generator)
                if let new { words[index] = new }
            }
        }
    }
#endif
