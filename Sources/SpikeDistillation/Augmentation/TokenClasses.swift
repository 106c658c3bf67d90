#if Training
    import SpikeCore
    import SpikeText

    /// What each id of a vocabulary is, as far as augmentation must know.
    package struct TokenClasses: Sendable {
        enum Kind: Sendable {
            /// `[CLS]` or `[SEP]`: stands around texts and stays.
            case boundary
            /// Another special or unused token: never changed, never drawn.
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

        subscript(id: Int32) -> Kind { kinds.indices.contains(Int(id)) ? kinds[Int(id)] : .special }
    }
#endif
