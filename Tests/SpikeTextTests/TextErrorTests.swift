import Foundation
import SpikeCore
import SpikeText
import Testing

@Suite("Errors name file, place and fix in one line")
struct TextErrorTests {
    /// Expects that loading fails with this message behind the folder's path.
    static func expect(_ message: String, _ files: [String: Data]) throws {
        try TokenizerFolder.with(files) { folder in
            let error = #expect(throws: TextError.self) { try WordPieceTokenizer.load(folder: folder) }
            let text = try #require(error?.description)
            #expect(text == folder.path + message)
        }
    }

    static func expect(_ message: String, vocabulary: String) throws {
        try expect("/vocab.txt" + message, ["vocab.txt": Data(vocabulary.utf8)])
    }

    /// A valid tokenizer.json with one part replaced.
    static func json(replacing old: String, with new: String) throws -> [String: Data] {
        let original = """
            {"normalizer": {"type": "BertNormalizer", "lowercase": true}, "pre_tokenizer": {"type": "BertPreTokenizer"},
            "post_processor": {"type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]},
            "added_tokens": [{"id": 4, "content": "<x>", "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true}],
            "model": {"type": "WordPiece", "unk_token": "[UNK]",
            "vocab": {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3}}}
            """
        #expect(original.contains(old))
        return ["tokenizer.json": Data(original.replacingOccurrences(of: old, with: new).utf8)]
    }

    @Test("no tokenizer in the folder")
    func noTokenizer() throws {
        try Self.expect(
            ": neither tokenizer.json nor vocab.txt is there; name a folder that holds a BERT tokenizer", [:])
    }

    @Test("a folder where a file should be")
    func unreadable() throws {
        try TokenizerFolder.with([:]) { folder in
            let inner = folder.appendingPathComponent("vocab.txt")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
            let error = #expect(throws: TextError.self) { try WordPieceTokenizer.load(folder: folder) }
            let text = try #require(error?.description)
            #expect(text.hasPrefix("\(inner.path): cannot be read ("))
            #expect(text.hasSuffix("); check that it is a file and its permissions"))
        }
    }

    @Test("vocabularies that cannot be used")
    func vocabularies() throws {
        try Self.expect(": the vocabulary is empty; copy the file from the model again", vocabulary: "")
        try Self.expect(
            ": 'a' stands at line 3 and at line 5; remove one, every piece has one id",
            vocabulary: "[PAD]\n[UNK]\na\nb\na\n")
        for token in ["[PAD]", "[UNK]", "[CLS]", "[SEP]"] {
            let others = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a"].filter { $0 != token }
            try Self.expect(
                ": the special token \(token) is missing; add it, or use the vocabulary the model was trained with",
                vocabulary: others.joined(separator: "\n"))
        }
    }

    @Test("bytes that are not UTF-8")
    func invalidUTF8() throws {
        let bytes = Data("[PAD]\n[UNK]\n".utf8) + Data([0xC3, 0x28, 0x0A])
        try Self.expect(
            "/vocab.txt: line 3 is not UTF-8; save the file as UTF-8 or copy it again", ["vocab.txt": bytes])
        try Self.expect(
            "/tokenizer.json: line 3 is not UTF-8; save the file as UTF-8 or copy it again", ["tokenizer.json": bytes])
    }

    @Test("settings of the wrong type")
    func settings() throws {
        let vocabulary = Data("[PAD]\n[UNK]\n[CLS]\n[SEP]\n".utf8)
        try Self.expect(
            "/tokenizer_config.json: do_lower_case: has another type than a BERT tokenizer's; "
                + "copy the file from the model again",
            ["vocab.txt": vocabulary, "tokenizer_config.json": Data(#"{"do_lower_case": "yes"}"#.utf8)])
        try Self.expect(
            "/tokenizer_config.json: document: is not valid JSON; copy the file from the model again",
            ["vocab.txt": vocabulary, "tokenizer_config.json": Data("{".utf8)])
    }

    @Test("added tokens beside a vocab.txt, whose ids and flags nothing tells for sure")
    func addedTokens() throws {
        let vocabulary = Data("[PAD]\n[UNK]\n[CLS]\n[SEP]\n".utf8)
        for settings in [
            #"{"added_tokens_decoder": {"0": {"content": "[PAD]"}, "4": {"content": "[E1]"}}}"#,
            #"{"additional_special_tokens": ["[E1]"]}"#,
        ] {
            try Self.expect(
                "/tokenizer_config.json: added token '[E1]' is read from a tokenizer.json only; save the tokenizer as that",
                ["vocab.txt": vocabulary, "tokenizer_config.json": Data(settings.utf8)])
        }
        try Self.expect(
            "/added_tokens.json: added token '[E1]' is read from a tokenizer.json only; save the tokenizer as that",
            ["vocab.txt": vocabulary, "added_tokens.json": Data(#"{"[E1]": 4}"#.utf8)])
        for harmless in ["{}", #"{"[SEP]": 3}"#] {
            let files = ["vocab.txt": vocabulary, "added_tokens.json": Data(harmless.utf8)]
            #expect(try TokenizerFolder.with(files) { try WordPieceTokenizer.load(folder: $0) }.vocabularySize == 4)
        }
    }

    @Test("settings that tokenizer.json contradicts, where somebody asks; it is read all the same")
    func contradiction() throws {
        for (settings, line) in [
            (#"{"do_lower_case": false}"#, "do_lower_case is false; supported: true"),
            (#"{"strip_accents": false}"#, "strip_accents is false; supported: true"),
            (#"{"tokenize_chinese_chars": false}"#, "tokenize_chinese_chars is false; supported: true"),
            (#"{"do_lower_case": true, "strip_accents": null, "added_tokens_decoder": 7}"#, nil),
        ] {
            var files = try Self.json(replacing: "[UNK]", with: "[UNK]")
            files["tokenizer_config.json"] = Data(settings.utf8)
            try TokenizerFolder.with(files) { folder in
                let tokenizer = try WordPieceTokenizer.load(folder: folder)
                guard let line else { return try tokenizer.checkSettings(of: folder) }
                let error = #expect(throws: TextError.self) { try tokenizer.checkSettings(of: folder) }
                let expected = "\(folder.path)/tokenizer_config.json: \(line), as tokenizer.json beside it has it"
                #expect(error?.description == expected)
            }
        }
    }

    @Test(
        "a tokenizer.json of another kind",
        arguments: [
            ("BertNormalizer", "NFC", "normalizer is NFC; supported: BertNormalizer"),
            ("BertPreTokenizer", "ByteLevel", "pre_tokenizer is ByteLevel; supported: BertPreTokenizer"),
            (#""WordPiece""#, #""BPE""#, "model is BPE; supported: WordPiece"),
            (
                "BertProcessing", "RobertaProcessing",
                "post_processor is RobertaProcessing; supported: TemplateProcessing, BertProcessing"
            ),
            (#"{"type": "BertPreTokenizer"}"#, "null", "pre_tokenizer is null; supported: BertPreTokenizer"),
        ])
    func unsupported(old: String, new: String, message: String) throws {
        try Self.expect("/tokenizer.json: " + message, Self.json(replacing: old, with: new))
    }

    @Test(
        "a vocabulary in tokenizer.json that cannot be used",
        arguments: [
            (#""[SEP]": 3}"#, #""[SEP]": 4}"#, "no piece has id 3, but there are 4; ids must run from 0 without holes"),
            (#""[SEP]": 3}"#, #""[SEP]": 2}"#, "no piece has id 3, but there are 4; ids must run from 0 without holes"),
            (
                #""[SEP]": 3}"#, #""[UNK]": 3}"#,
                "'[UNK]' stands at id 1 and at id 3; remove one, every piece has one id"
            ),
            (
                #""[PAD]": 0"#, #""[pad]": 0"#,
                "the special token [PAD] is missing; add it, or use the vocabulary the model was trained with"
            ),
            (
                #""[SEP]": 3}"#, #""[SEP]": "3"}"#,
                "line 6, column 56: expected an id, a whole number from 0; copy the file from the model again"
            ),
            (
                #"{"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3}"#, "[]",
                "model.vocab: is not an object of pieces and ids; copy the file from the model again"
            ),
            (
                #"{"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3}"#, "{}",
                "the vocabulary is empty; copy the file from the model again"
            ),
        ])
    func vocabularyInJSON(old: String, new: String, message: String) throws {
        try Self.expect("/tokenizer.json: " + message, Self.json(replacing: old, with: new))
    }

    @Test(
        "added tokens that cannot be what the file says",
        arguments: [
            (
                #""single_word": false"#, #""single_word": true"#,
                "added token '<x>' has single_word true, which is not supported; set it to false"
            ),
            (#""id": 4"#, #""id": 9"#, "added token '<x>' has id 9; the vocabulary gives it 4"),
            (#""content": "<x>""#, #""content": "[UNK]""#, "added token '[UNK]' has id 4; the vocabulary gives it 1"),
            (
                #""content": "<x>""#, #""content": """#,
                "added token '' is empty after normalization; remove it or set normalized to false"
            ),
            (
                #""rstrip": false"#, #""rstip": false"#,
                "added_tokens.[0].rstrip: is missing; copy the file from the model again"
            ),
            (
                #""sep": ["[SEP]", 3]"#, #""sep": ["[SEP]", 5]"#,
                "post_processor: [SEP] has id 5, the vocabulary gives it 3; copy the file from the model again"
            ),
            (
                #""cls": ["[CLS]", 2]"#, #""cls": ["<s>", 2]"#,
                "the special token <s> is missing; add it, or use the vocabulary the model was trained with"
            ),
        ])
    func addedTokens(old: String, new: String, message: String) throws {
        try Self.expect("/tokenizer.json: " + message, Self.json(replacing: old, with: new))
    }

    @Test(
        "templates that do not place the texts",
        arguments: [
            (#"[{"Sequence": {"id": "C", "type_id": 0}}]"#, "'C' is neither A, B nor a special token"),
            (#"[{"SpecialToken": {"id": "[SEP]", "type_id": 0}}]"#, "'[SEP]' is neither A, B nor a special token"),
            (#"[{"Sequence": {"id": "B", "type_id": 0}}]"#, "must hold the sequence A once"),
            (#"[{"Sequence": {"id": "A", "type_id": -1}}]"#, "'A' has the negative type_id -1"),
        ])
    func templates(single: String, message: String) throws {
        let files = try Self.json(
            replacing: #""BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2]"#,
            with: #""TemplateProcessing", "single": \#(single), "pair": [], "special_tokens": {}"#)
        try Self.expect(
            "/tokenizer.json: post_processor.single: \(message); copy the file from the model again", files)
    }

    @Test("line ends in a piece do not break the message")
    func oneLine() {
        let error = TextError.duplicatePiece(path: "v", piece: "a\n\u{2028}b", first: "id 1", second: "id 2")
        #expect(
            error.description == #"v: 'a\n\u{2028}b' stands at id 1 and at id 2; remove one, every piece has one id"#)
    }

    @Test("the file of these tests is valid before a part is replaced")
    func baseline() throws {
        try TokenizerFolder.with(try Self.json(replacing: "\n", with: "\n")) { folder in
            let tokenizer = try WordPieceTokenizer.load(folder: folder)
            #expect(tokenizer.vocabularySize == 5)
            #expect(tokenizer.encode("<x>", maximumLength: 8).ids == [2, 4, 3])
        }
    }
}
