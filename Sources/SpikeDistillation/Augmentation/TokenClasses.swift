#if Training
    import SpikeCore
    import SpikeText

    /// What each id of a vocabulary is, as far as augmentation must know.
    package struct TokenClasses: Sendable {
        enum Kind: Sendable {
            /// `[CLS]` or `[SEP]`: stands around texts and stays.
            case boundary
            /// Another special or unused token: never replaced, never drawn.
            case special
            /// The first piece of a word.
            case start
            /// A later piece of a word, `##…`.
            case continuation
        }

        let kinds: [Kind]
        let maskID: Int32?

        package init(_ tokenizer: WordPieceTokenizer) {
            let around = tokenizer.encode("", "", maximumLength: tokenizer.specialTokenCount(isPair: true)).ids
            let boundaries = Set(around)
            kinds = (0..<tokenizer.vocabularySize).map { id in
                let token = tokenizer.token(id: id) ?? ""
                if boundaries.contains(Int32(id)) { return .boundary }
                if token.count > 2, token.hasPrefix("["), token.hasSuffix("]") { return .special }
                if [tokenizer.padID, tokenizer.unknownID, tokenizer.maskID].contains(Int32(id)) { return .special }
                return token.hasPrefix("##") ? .continuation : .start
            }
            maskID = tokenizer.maskID
        }

        /// The texts of a sequence: what stands before, between and behind its boundaries, empty or not.
        func texts(_ sequence: TokenSequence) -> [ArraySlice<Int32>] {
            sequence.ids.split(omittingEmptySubsequences: false) { self[$0] == .boundary }
        }

        /// A text's words: every piece that is not a later one begins one.
        func words(_ text: ArraySlice<Int32>) -> [[Int32]] {
            var words: [[Int32]] = []
            for id in text {
                if self[id] == .continuation, !words.isEmpty {
                    words[words.count - 1].append(id)
                } else {
                    words.append([id])
                }
            }
            return words
        }

        /// Whether a word may be drawn in another's place: it has pieces, and none of them is special.
        func isOrdinary(_ word: [Int32]) -> Bool {
            !word.isEmpty && word.allSatisfy { self[$0] == .start || self[$0] == .continuation }
        }

        subscript(id: Int32) -> Kind { kinds.indices.contains(Int(id)) ? kinds[Int(id)] : .special }
    }
#endif
