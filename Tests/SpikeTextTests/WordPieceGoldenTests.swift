import Foundation
import SpikeCore
import SpikeText
import Testing

@Suite("WordPiece gives the ids of the reference library")
struct WordPieceGoldenTests {
    static let noTruncation = 1_000_000

    /// Compares every line and shows the first few that differ.
    static func expectSingles(_ tokenizer: WordPieceTokenizer, _ lines: [String], _ golden: String) throws {
        let expected = try Goldens.numbers(golden)
        #expect(lines.count == expected.count)
        var differing = 0
        for (number, (line, ids)) in zip(lines, expected).enumerated() {
            let actual = tokenizer.encode(line, maximumLength: noTruncation).ids.map(Int.init)
            if actual == ids { continue }
            differing += 1
            if differing <= 5 {
                Issue.record("\(golden) line \(number + 1) \(line.debugDescription): \(actual) != \(ids)")
            }
        }
        #expect(differing == 0)
    }

    static func expectPairs(_ tokenizer: WordPieceTokenizer, _ lines: [String], _ golden: String) throws {
        let rows = try Goldens.numbers(golden)
        #expect(rows.count >= 100)
        var differing = 0
        for row in rows {
            let second: String? = row[1] < 0 ? nil : lines[row[1]]
            let sequence = tokenizer.encode(lines[row[0]], second, maximumLength: row[2])
            let typesAreRight = sequence.typeIDs.count { $0 == 0 } == row[3]
            if sequence.ids.map(Int.init) == Array(row[4...]), typesAreRight { continue }
            differing += 1
            if differing <= 5 { Issue.record("\(golden) \(row.prefix(4)): \(sequence) != \(row[4...])") }
        }
        #expect(differing == 0)
    }

    static func everyFourth(_ lines: [String]) -> [String] {
        stride(from: 0, to: lines.count, by: 4).map { lines[$0] }
    }

    @Test("the whole corpus, single texts and truncated pairs, from vocab.txt")
    func corpus() throws {
        let lines = try Goldens.strings("corpus.json")
        #expect(lines.count >= 2000)
        let tokenizer = try TokenizerFolder.synthetic()
        try Self.expectSingles(tokenizer, lines, "uncased.ids")
        try Self.expectPairs(tokenizer, lines, "uncased.pairs")
    }

    @Test(
        "case and accents follow tokenizer_config.json",
        arguments: [
            ("uncased-accents", #"{"do_lower_case": true, "strip_accents": false}"#),
            ("cased", #"{"do_lower_case": false, "strip_accents": null}"#),
            ("cased", #"{"do_lower_case": false, "strip_accents": false}"#),
            ("cased-stripped", #"{"do_lower_case": false, "strip_accents": true}"#),
        ])
    func variants(golden: String, settings: String) throws {
        let lines = Self.everyFourth(try Goldens.strings("corpus.json"))
        try Self.expectSingles(try TokenizerFolder.synthetic(settings: settings), lines, golden + ".ids")
    }

    @Test("tokenizer.json with every supported flag of added tokens and its own template")
    func decorated() throws {
        let json = Data(try Goldens.text("decorated.json").utf8)
        let texts = try Goldens.strings("decorated-texts.json")
        let tokenizer = try TokenizerFolder.with(["tokenizer.json": json]) { folder in
            try WordPieceTokenizer.load(folder: folder)
        }
        try Self.expectSingles(tokenizer, texts, "decorated.ids")
        try Self.expectPairs(tokenizer, texts, "decorated.pairs")
    }

    @Test("the real vocabulary, from both of its files", .enabled(if: TokenizerFolder.teacher != nil))
    func teacher() throws {
        let lines = try Goldens.strings("corpus.json")
        let folder = try #require(TokenizerFolder.teacher)
        let fromJSON = try WordPieceTokenizer.load(folder: folder)
        #expect(fromJSON.vocabularySize == 30522)
        try Self.expectSingles(fromJSON, lines, "minilm.ids")
        try Self.expectPairs(fromJSON, lines, "minilm.pairs")

        let vocabulary = try Data(contentsOf: folder.appendingPathComponent("vocab.txt"))
        let fromText = try TokenizerFolder.with(["vocab.txt": vocabulary]) { folder in
            try WordPieceTokenizer.load(folder: folder)
        }
        try Self.expectSingles(fromText, lines, "minilm.ids")
        try Self.expectPairs(fromText, lines, "minilm.pairs")
    }
}
