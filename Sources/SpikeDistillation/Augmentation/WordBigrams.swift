#if Training
    import SpikeCore

    /// Which words follow which in a corpus; the edges of texts count as words that stand there.
    struct WordBigrams: Sendable {
        /// Pieces of one word.
        typealias Word = [Int32]

        /// What stands before the first word of a text and after its last one.
        private static let edge: Word = []

        private var words: [Word] = []
        private var numbers: [Word: Int32] = [:]
        /// Words right of word i, and left of it: one for every time that they stand there.
        private var following: [[Int32]] = []
        private var preceding: [[Int32]] = []

        /// Counts the words of `sequences`.
        ///
        /// Words that hold a special token are neighbours but are never drawn. Of sequences that are as long as `maximumLength`, which were
        /// cut presumably, the last word of every text is left out. Cost: linear in tokens; some 16 bytes a word of the corpus, and the
        /// vocabulary of words.
        init(of sequences: some Sequence<TokenSequence>, maximumLength: Int, _ classes: TokenClasses) {
            for sequence in sequences {
                let isCut = sequence.count >= maximumLength
                for text in classes.texts(sequence) where !text.isEmpty {
                    let all = classes.words(text)
                    let row = [Self.edge] + (isCut ? Array(all.dropLast()) : all + [Self.edge])
                    let places = row.map { number(of: $0) }
                    for (left, right) in zip(places, places.dropFirst()) {
                        if classes.isOrdinary(words[Int(right)]) { following[Int(left)].append(right) }
                        if classes.isOrdinary(words[Int(left)]) { preceding[Int(right)].append(left) }
                    }
                }
            }
        }

        private mutating func number(of word: Word) -> Int32 {
            if let known = numbers[word] { return known }
            let new = Int32(words.count)
            numbers[word] = new
            words.append(word)
            following.append([])
            preceding.append([])
            return new
        }

        /// A word that follows `word`, or begins a text when that is nil, as often as it does so; nil where none is known.
        func word(after word: Word?, _ generator: inout SeededGenerator) -> Word? {
            draw(beside: word, in: following, &generator)
        }

        /// A word that precedes `word`, or ends a text when that is nil, as often as it does so; nil where none is known.
        func word(before word: Word?, _ generator: inout SeededGenerator) -> Word? {
            draw(beside: word, in: preceding, &generator)
        }

        private func draw(beside word: Word?, in lists: [[Int32]], _ generator: inout SeededGenerator) -> Word? {
            guard let place = numbers[word ?? Self.edge], !lists[Int(place)].isEmpty else { return nil }
            let list = lists[Int(place)]
            return words[Int(list[generator.integer(below: list.count)])]
        }
    }
#endif
