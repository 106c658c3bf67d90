#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeText

    /// Tokenised examples of one task.
    public struct TrainingSet: Sendable {
        /// Token ids, cut to the recipe's length.
        public let sequences: SequenceList
        /// Labels, one per sequence, or empty for plain text.
        public let labels: [Label]
        /// What made the sequences.
        let tokenizer: WordPieceTokenizer

        /// Tokenises examples; all or none must have labels.
        public init(_ examples: [Example], tokenizer: WordPieceTokenizer, maximumLength: Int) {
            sequences = SequenceList(
                examples.map { tokenizer.encode($0.text, $0.pair, maximumLength: maximumLength) })
            let labels = examples.compactMap(\.label)
            self.labels = labels.count == examples.count ? labels : []
            self.tokenizer = tokenizer
        }

        /// Tokenises plain texts.
        public init(texts: [String], tokenizer: WordPieceTokenizer, maximumLength: Int) {
            sequences = SequenceList(texts.map { tokenizer.encode($0, maximumLength: maximumLength) })
            labels = []
            self.tokenizer = tokenizer
        }

        /// Tokenises files of plain text of any size; the tokens lie in a nameless file in `folder`.
        ///
        /// - Throws: `TextError` of a file, `FormatError` when `folder` cannot be written, `TrainingInterrupted` when `control`
        ///   asks to stop.
        public init(
            files: [URL], packing: TextPacking, tokenizer: WordPieceTokenizer, maximumLength: Int, folder: URL,
            control: TrainingControl = TrainingControl()
        ) throws {
            sequences = try PlainTextTokens(
                tokenizer: tokenizer, packing: packing, maximumLength: maximumLength, control: control
            ).sequences(of: files, in: folder)
            labels = []
            self.tokenizer = tokenizer
        }

        private init(unlabelled sequences: [TokenSequence], _ tokenizer: WordPieceTokenizer) {
            self.sequences = SequenceList(sequences)
            labels = []
            self.tokenizer = tokenizer
        }

        /// The examples and their changed copies, without labels.
        func augmented(_ augmentation: TokenAugmentation, seed: UInt64, epoch: Int) -> TrainingSet {
            TrainingSet(
                unlabelled: augmentation.augmented(sequences, seed: seed, epoch: epoch), tokenizer)
        }

        /// Labels of some sequences: classes as int64 or scores as float32, `[B]`; nil without labels.
        func labels(_ indices: [Int], device: Device) -> Tensor? {
            guard !labels.isEmpty else { return nil }
            let chosen = indices.map { labels[$0] }
            let classes = chosen.compactMap(\.classIndex)
            if classes.count == chosen.count {
                return Tensor(integers: classes.map(Int64.init), shape: [classes.count]).to(device)
            }
            return Tensor(chosen.map { Float($0.value) }, shape: [chosen.count]).to(device)
        }

        /// What identifies the data in a run's fingerprint.
        var summary: String {
            var hash = SHA256()
            for sequence in sequences {
                sequence.ids.withUnsafeBytes { hash.update($0) }
                hash.update([0xFF])
            }
            for label in labels { hash.update(Array("\(label.value) ".utf8)) }
            return hash.hexDigest
        }
    }
#endif
