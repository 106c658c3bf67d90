import Foundation

extension WordPieceTokenizer {
    /// Loads the tokenizer of a model folder: `tokenizer.json` when it is there, else `vocab.txt` with the settings of
    /// `tokenizer_config.json` (BERT's, in lower case, when that is missing).
    ///
    /// - Throws: `TextError` for files that are missing, broken, or of another kind of tokenizer.
    public static func load(folder: URL) throws(TextError) -> WordPieceTokenizer {
        let json = folder.appendingPathComponent("tokenizer.json")
        if FileManager.default.fileExists(atPath: json.path) { return try load(tokenizerJSON: TextFile(json)) }
        let vocabulary = folder.appendingPathComponent("vocab.txt")
        guard FileManager.default.fileExists(atPath: vocabulary.path) else {
            throw .noTokenizer(folder: folder.path)
        }
        let config = folder.appendingPathComponent("tokenizer_config.json")
        let hasConfig = FileManager.default.fileExists(atPath: config.path)
        let settings = hasConfig ? try TokenizerSettings(TextFile(config)) : TokenizerSettings()
        return try load(vocabularyText: TextFile(vocabulary), settings)
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
        try document.checkComponents(path: file.path)
        guard let scanned else {
            throw .malformed(path: file.path, place: "model.vocab", reason: "is not an object of pieces and ids")
        }
        let added = document.addedTokens ?? []
        let vocabulary = try Vocabulary(entries: scanned.entries, added: added, path: file.path)
        let normalizer = BERTNormalizer(
            cleansText: document.normalizer?.cleanText ?? true,
            separatesChinese: document.normalizer?.handleChineseChars ?? true,
            stripsAccents: document.normalizer?.stripAccents, lowercases: document.normalizer?.lowercase ?? true)
        return try assemble(document, vocabulary, normalizer, added, path: file.path)
    }

    private static func assemble(
        _ document: TokenizerDocument, _ vocabulary: Vocabulary, _ normalizer: BERTNormalizer, _ added: [AddedToken],
        path: String
    ) throws(TextError) -> WordPieceTokenizer {
        let unknownToken = document.model.unknownToken ?? "[UNK]"
        guard let unknown = vocabulary.pieces.id(of: unknownToken.utf8) else {
            throw .missingSpecialToken(path: path, token: unknownToken)
        }
        for token in ["[CLS]", "[SEP]"] { _ = try vocabulary.id(ofSpecial: token, path: path) }
        guard
            let templates = try document.postProcessor?.templates(path: path, vocabularySize: vocabulary.count)
        else { throw .malformed(path: path, place: "post_processor", reason: "is missing") }
        let (raw, normalized) = try AddedToken.matchers(added, normalizer, path: path)
        let prefix = document.model.continuingSubwordPrefix ?? "##"
        return WordPieceTokenizer(
            normalizer: normalizer, padID: try vocabulary.id(ofSpecial: "[PAD]", path: path), unknownID: unknown,
            maskID: vocabulary.id(of: "[MASK]"), vocabulary: vocabulary,
            model: WordPieceModel(
                pieces: vocabulary.pieces, continuingPrefix: PieceTable.Prefix(Array(prefix.utf8)),
                unknownID: unknown, maximumScalarsPerWord: document.model.maximumInputCharsPerWord ?? 100),
            rawTokens: raw, normalizedTokens: normalized, single: templates.single, pair: templates.pair)
    }
}
