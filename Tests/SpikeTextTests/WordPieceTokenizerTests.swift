import SpikeCore
import SpikeText
import Testing

@Suite("WordPiece tokenizer")
struct WordPieceTokenizerTests {
    static let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "un", "##aff", "##able", "run", "##n", ".", "人"]

    static func tokenizer(_ settings: String? = nil) throws -> WordPieceTokenizer {
        try TokenizerFolder.tokenizer(vocabulary: words, settings: settings)
    }

    @Test("words are cut into the longest pieces")
    func longestPieces() throws {
        let sequence = try Self.tokenizer().encode("Unaffable run.", maximumLength: 64)
        #expect(sequence.ids == [2, 5, 6, 7, 8, 10, 3])
        #expect(sequence.typeIDs == [0, 0, 0, 0, 0, 0, 0])
    }

    @Test("a word that pieces cannot build is one unknown token")
    func unknownWord() throws {
        #expect(try Self.tokenizer().pieces(of: "run runx runn") == [8, 1, 8, 9])
    }

    @Test("special tokens in the text are found as they are written, and only so")
    func specialTokens() throws {
        let tokenizer = try Self.tokenizer()
        #expect(tokenizer.pieces(of: "run[MASK]run") == [8, 4, 8])
        #expect(!tokenizer.pieces(of: "[mask]").contains(4))
    }

    @Test("a pair has types 0 and 1 and three special tokens")
    func pair() throws {
        let sequence = try Self.tokenizer().encode("run.", "人", maximumLength: 64)
        #expect(sequence.ids == [2, 8, 10, 3, 11, 3])
        #expect(sequence.typeIDs == [0, 0, 0, 0, 1, 1])
    }

    @Test("an empty second text is a pair, no second text is not")
    func emptySecond() throws {
        let tokenizer = try Self.tokenizer()
        #expect(tokenizer.encode("run", "", maximumLength: 64).ids == [2, 8, 3, 3])
        #expect(tokenizer.encode("run", nil, maximumLength: 64).ids == [2, 8, 3])
    }

    @Test(
        "truncation takes from the longer text first",
        arguments: [
            // room for the texts, kept of 6 and 3 tokens, kept of 3 and 6, kept of 4 and 4
            (9, (6, 3), (3, 6), (4, 4)), (7, (4, 3), (3, 4), (3, 4)), (6, (3, 3), (3, 3), (3, 3)),
            (5, (3, 2), (2, 3), (2, 3)), (1, (1, 0), (0, 1), (0, 1)), (0, (0, 0), (0, 0), (0, 0)),
        ])
    func longestFirst(room: Int, long: (Int, Int), short: (Int, Int), equal: (Int, Int)) throws {
        let tokenizer = try Self.tokenizer()
        func kept(_ first: Int, _ second: Int) -> (Int, Int) {
            let sequence = tokenizer.encode(
                String(repeating: "run ", count: first), String(repeating: "人", count: second),
                maximumLength: room + 3)
            return (sequence.ids.count { $0 == 8 }, sequence.ids.count { $0 == 11 })
        }
        #expect(kept(6, 3) == long)
        #expect(kept(3, 6) == short)
        #expect(kept(4, 4) == equal)
    }

    @Test("ids and tokens go both ways")
    func tokens() throws {
        let tokenizer = try Self.tokenizer()
        #expect(tokenizer.vocabularySize == Self.words.count)
        for (id, word) in Self.words.enumerated() {
            #expect(tokenizer.token(id: id) == word)
            #expect(tokenizer.id(token: word) == Int32(id))
        }
        #expect(tokenizer.token(id: -1) == nil)
        #expect(tokenizer.token(id: Self.words.count) == nil)
        #expect(tokenizer.id(token: "absent") == nil)
        #expect((tokenizer.padID, tokenizer.unknownID, tokenizer.maskID) == (0, 1, 4))
        #expect(tokenizer.specialTokenCount(isPair: false) == 2)
        #expect(tokenizer.specialTokenCount(isPair: true) == 3)
    }

    @Test("settings name special tokens, as strings or as objects")
    func namedSpecials() throws {
        let words = ["<pad>", "<unk>", "<s>", "</s>", "a"]
        let settings = #"""
            {"pad_token": "<pad>", "unk_token": {"content": "<unk>", "lstrip": false}, "cls_token": "<s>",
             "sep_token": "</s>", "mask_token": null, "tokenize_chinese_chars": false}
            """#
        let tokenizer = try TokenizerFolder.tokenizer(vocabulary: words, settings: settings)
        #expect(tokenizer.encode("a <unk> b", maximumLength: 9).ids == [2, 4, 1, 1, 3])
        #expect(tokenizer.maskID == nil)
        #expect(!tokenizer.normalizer.separatesChinese)
    }

    @Test("pieces that look alike but differ in their scalars keep their own ids")
    func canonicalTwins() throws {
        let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "\u{E9}", "e\u{301}", "\u{212A}", "K"]
        let tokenizer = try TokenizerFolder.tokenizer(vocabulary: words, settings: #"{"do_lower_case": false}"#)
        #expect(tokenizer.pieces(of: "\u{E9} e\u{301} \u{212A} K") == [4, 5, 6, 7])
    }

    @Test("lines of vocab.txt may end in CRLF; spaces in them count")
    func lineEnds() throws {
        let tokenizer = try TokenizerFolder.tokenizer(
            vocabulary: ["[PAD]\r", "[UNK]\r", "[CLS]\r", "[SEP]\r", "a\r", "b \r"])
        #expect(tokenizer.pieces(of: "a b") == [4, 1])
        #expect(tokenizer.vocabularySize == 6)
    }
}
