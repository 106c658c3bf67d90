#if Training
    import SpikeCore

    /// Draws tokens of one kind as often as they occur in a corpus.
    struct UnigramDraw: Sendable {
        private let ids: [Int32]
        /// Occurrences of `ids[...i]` together.
        private let cumulative: [Int]

        /// Counts the tokens of `kind` in `sequences`.
        init(_ kind: TokenClasses.Kind, in sequences: some Sequence<TokenSequence>, _ classes: TokenClasses) {
            var counts = [Int](repeating: 0, count: classes.kinds.count)
            for sequence in sequences {
                for id in sequence.ids where classes[id] == kind { counts[Int(id)] += 1 }
            }
            let seen = counts.indices.filter { counts[$0] > 0 }
            ids = seen.map(Int32.init)
            var sum = 0
            cumulative = seen.map { id in
                sum += counts[id]
                return sum
            }
        }

        /// All ids that occur, ascending.
        var known: [Int32] { ids }

        /// A token; nil when the corpus has none of the kind.
        func draw(_ generator: inout SeededGenerator) -> Int32? {
            guard let total = cumulative.last else { return nil }
            let wanted = generator.integer(below: total)
            var (low, high) = (0, cumulative.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if cumulative[middle] > wanted { high = middle } else { low = middle + 1 }
            }
            return ids[low]
        }
    }
#endif
