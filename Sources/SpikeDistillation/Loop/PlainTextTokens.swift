#if Training
    import Foundation
    import SpikeCore
    import SpikeText

    /// Turns files of plain text into token sequences on disk, with memory for a few lines.
    struct PlainTextTokens {
        let tokenizer: WordPieceTokenizer
        let packing: TextPacking
        /// Of a sequence, special tokens included.
        let maximumLength: Int
        let control: TrainingControl

        /// Tokenises `files` in order; no sequence spans two of them. The nameless file is made in `folder`.
        ///
        /// - Throws: `TextError` of a file, `FormatError` of the folder, `TrainingInterrupted`.
        func sequences(of files: [URL], in folder: URL) throws -> SequenceList {
            let file = try TokenFile.make(in: folder, vocabularySize: tokenizer.vocabularySize) { write in
                func append(_ ids: [Int32]) throws {
                    try control.stopIfAsked(at: 0)
                    try write(ids)
                }
                for url in files {
                    switch packing {
                    case .lines: try lines(of: url, append)
                    case .full: try full(url, append)
                    }
                }
            }
            return SequenceList(file)
        }

        private func lines(of url: URL, _ append: ([Int32]) throws -> Void) throws {
            try PlainTextReader(url).forEachLine { line in
                // What follows a cut is far behind the longest sequence.
                guard !line.isContinued else { return }
                for text in line.text.split(whereSeparator: \.isNewline)
                where text.contains(where: { !$0.isWhitespace }) {
                    try append(tokenizer.encode(String(text), maximumLength: maximumLength).ids)
                }
            }
        }

        private func full(_ url: URL, _ append: ([Int32]) throws -> Void) throws {
            let special = tokenizer.specialTokenCount(isPair: false)
            let room = maximumLength - special
            let around = tokenizer.encode("", maximumLength: special).ids
            // [CLS] in front and [SEP] behind in BERT; a template may have more.
            let front = tokenizer.specialTokensBefore
            var pending: [Int32] = []
            func emit(_ count: Int) throws {
                try append(Array(around[..<front]) + pending[..<count] + around[front...])
                pending.removeFirst(count)
            }
            try PlainTextReader(url).forEachLine { line in
                pending += tokenizer.pieces(of: line.text)
                while pending.count >= room { try emit(room) }
            }
            if !pending.isEmpty { try emit(pending.count) }
        }
    }
#endif
