import Foundation

extension WordPieceTokenizer {
    /// Loads the tokenizer of a model folder: `tokenizer.json` when it is there, else `vocab.txt` with the settings of
    /// `tokenizer_config.json` (BERT's, in lower case, when that is missing).
    ///
    /// - Throws: `TextError` for files that are missing, broken, or of another kind of tokenizer.
    public static func load(folder: URL) throws(TextError) -> WordPieceTokenizer {
        func file(_ name: String) -> URL? {
            let url = folder.appendingPathComponent(name)
            return FileManager.default.fileExists(atPath: url.path) ? url : nil
        }
        let config = file("tokenizer_config.json")
        let settings = try config.map { (url) throws(TextError) in try TokenizerSettings(TextFile(url)) }
        if let json = file("tokenizer.json") {
            let tokenizer = try load(tokenizerJSON: TextFile(json))
            if let config { try settings?.check(tokenizer.normalizer, path: config.path) }
            return tokenizer
        }
        guard let vocabulary = file("vocab.txt") else { throw .noTokenizer(folder: folder.path) }
        if let config { try settings?.checkAdditions(path: config.path) }
        if let additions = file("added_tokens.json") {
            throw .unsupported(
                path: additions.path, place: "a file of added tokens", found: "beside vocab.txt",
                supported: "added tokens of a tokenizer.json; save the tokenizer as that")
        }
        return try load(vocabularyText: TextFile(vocabulary), settings ?? TokenizerSettings())
    }

    private static func load(
        vocabularyText file: TextFile, _ settings: TokenizerSettings
    ) throws(TextError) -> WordPieceTokenizer {
        let vocabulary = try Vocabulary(lines: file)
        func id(_ special: TokenizerSettings.Special) throws(TextError) -> Int32 {
            try vocabulary.id(ofSpecial: settings.token(special), path: file.path)
        }
        let normalizer = BERTNormalizer(
            separatesChinese: settings.separatesChinese, stripsAccents: settings.stripsAccents,
            lowercases: settings.lowercases)
        let tokens = TokenizerSettings.Special.allCases.compactMap { special in
            let content = settings.token(special)
            return vocabulary.id(of: content).map { AddedToken(special: content, id: Int($0)) }
        }
        let (raw, normalized) = try AddedToken.matchers(tokens, normalizer, path: file.path)
        let unknown = try id(.unknown)
        let templates = SequenceTemplate.bert(cls: try id(.classifier), sep: try id(.separator))
        return WordPieceTokenizer(
            normalizer: normalizer, padID: try id(.padding), unknownID: unknown,
            maskID: vocabulary.id(of: settings.token(.mask)), vocabulary: vocabulary,
            model: WordPieceModel(
                pieces: vocabulary.pieces, continuingPrefix: PieceTable.Prefix(Array("##".utf8)), unknownID: unknown,
                maximumScalarsPerWord: 100),
            rawTokens: raw, normalizedTokens: normalized, single: templates.single, pair: templates.pair)
    }

    private static func load(tokenizerJSON file: TextFile) throws(TextError) -> WordPieceTokenizer {
        let scanned = try VocabularyScanner.scan(file)
        let document: TokenizerDocument
        do {
            document = try JSONDecoder().decode(
                TokenizerDocument.self, from: scanned?.remainder ?? Data(file.bytes))
        } catch {
            throw TextError(decoding: error, path: file.path)
        }
        let components = try document.components(path: file.path)
        guard let scanned else {
            throw .malformed(path: file.path, place: "model.vocab", reason: "is not an object of pieces and ids")
        }
        let added = document.addedTokens ?? []
        let vocabulary = try Vocabulary(entries: scanned.entries, added: added, path: file.path)
        let unknownToken = document.model.unknownToken ?? "[UNK]"
        guard let unknown = vocabulary.pieces.id(of: unknownToken.utf8) else {
            throw .missingSpecialToken(path: file.path, token: unknownToken)
        }
        let normalizer = BERTNormalizer(
            cleansText: components.normalizer.cleanText ?? true,
            separatesChinese: components.normalizer.handleChineseChars ?? true,
            stripsAccents: components.normalizer.stripAccents, lowercases: components.normalizer.lowercase ?? true)
        let templates = try components.postProcessor.templates(vocabulary, path: file.path)
        let (raw, normalized) = try AddedToken.matchers(added, normalizer, path: file.path)
        return WordPieceTokenizer(
            normalizer: normalizer, padID: try vocabulary.id(ofSpecial: "[PAD]", path: file.path),
            unknownID: unknown, maskID: vocabulary.id(of: "[MASK]"), vocabulary: vocabulary,
            model: WordPieceModel(document.model, vocabulary.pieces, unknownID: unknown),
            rawTokens: raw, normalizedTokens: normalized, single: templates.single, pair: templates.pair)
    }
}

extension WordPieceModel {
    /// The model of a tokenizer.json; what it leaves out is BERT's.
    fileprivate init(_ document: TokenizerDocument.Model, _ pieces: PieceTable, unknownID: Int32) {
        self.init(
            pieces: pieces,
            continuingPrefix: PieceTable.Prefix(Array((document.continuingSubwordPrefix ?? "##").utf8)),
            unknownID: unknownID, maximumScalarsPerWord: document.maximumInputCharsPerWord ?? 100)
    }
}
