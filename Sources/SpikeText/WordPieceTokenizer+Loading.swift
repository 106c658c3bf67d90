import Foundation

extension WordPieceTokenizer {
    /// Loads the tokenizer of a model folder: `tokenizer.json` when it is there, else `vocab.txt` with the settings of
    /// `tokenizer_config.json` (BERT's, in lower case, when that is missing).
    ///
    /// - Throws: `TextError` for files that are missing, broken, or of another kind of tokenizer, and for tokens that are added to
    ///   a `vocab.txt`.
    public static func load(folder: URL) throws(TextError) -> WordPieceTokenizer {
        if let json = file("tokenizer.json", in: folder) { return try load(tokenizerJSON: TextFile(json)) }
        guard let vocabulary = file("vocab.txt", in: folder) else { throw .noTokenizer(folder: folder.path) }
        var settings = TokenizerSettings()
        if let config = file("tokenizer_config.json", in: folder) {
            settings = try TokenizerSettings(TextFile(config))
            try settings.check(settings.addedTokens, path: config.path)
        }
        if let added = file("added_tokens.json", in: folder) {
            try settings.check(decode([String: Int].self, of: TextFile(added)).keys.sorted(), path: added.path)
        }
        return try load(vocabularyText: TextFile(vocabulary), settings)
    }

    /// Refuses a folder whose `tokenizer_config.json` contradicts its `tokenizer.json`: of the programs that train with it some
    /// obey one file, some the other, and `load` obeys `tokenizer.json`.
    ///
    /// - Throws: `TextError` naming the setting.
    public func checkSettings(of folder: URL) throws(TextError) {
        guard Self.file("tokenizer.json", in: folder) != nil,
            let config = Self.file("tokenizer_config.json", in: folder)
        else { return }
        try Self.decode(NormalizerFlags.self, of: TextFile(config)).check(normalizer, path: config.path)
    }

    private static func file(_ name: String, in folder: URL) -> URL? {
        let url = folder.appendingPathComponent(name)
        return FileManager.default.fileExists(atPath: url.path) ? url : nil
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, of file: TextFile) throws(TextError) -> Value {
        do { return try JSONDecoder().decode(type, from: Data(file.bytes)) } catch {
            throw TextError(decoding: error, path: file.path)
        }
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
