import Foundation

/// The rated movie-review sentences (Hutto and Gilbert, ICWSM 2014) as a binary sentiment task in SST-2's layout.
///
/// Every sentence has the mean of about 20 raters' scores in [-4, 4]. Sentences with |score| < 0.5 are dropped, the rest
/// are positive or negative. A sentence's split follows from its text alone: FNV-1a 64 of the text (ASCII letters in
/// lower case, runs of ASCII white space as one space), modulo 10: 0...7 train, 8 dev, 9 test. Repeated sentences
/// therefore never lie in two splits.
public struct MovieReviews: Sendable, Equatable {
    /// Half the width of the neutral band that is dropped.
    public static let neutralBand = 0.5

    private var rows: [Split: [String]] = [:]

    /// Reads `movieReviewSnippets_GroundTruth.txt`: id, mean score and sentence, separated by tabs.
    ///
    /// - Throws: `EvaluationError` naming the line when a row has not three fields, a bad score or invalid UTF-8.
    public init(groundTruth: URL) throws(EvaluationError) {
        let file = try TableFile(groundTruth)
        try file.forEachTabSeparatedRow { (row) throws(EvaluationError) in
            do throws(RowProblem) {
                try add(row)
            } catch {
                throw .badRow(path: file.path, line: row.line, error)
            }
        }
        guard !rows.isEmpty else { throw .emptyFile(path: file.path) }
    }

    private mutating func add(_ row: TableRow) throws(RowProblem) {
        guard row.fields.count == 3 else { throw .wrongFieldCount(expected: "3", found: row.fields.count) }
        let text = try row.text(at: 1)
        guard let score = Double(text), score.isFinite else { throw .badScore(found: text) }
        guard abs(score) >= Self.neutralBand else { return }
        let sentence = try row.text(at: 2)
        rows[Self.split(of: sentence), default: []].append("\(sentence)\t\(score > 0 ? 1 : 0)\n")
    }

    /// The split a sentence belongs to.
    public static func split(of sentence: String) -> Split {
        switch hash(sentence) % 10 {
        case 0...7: .train
        case 8: .dev
        default: .test
        }
    }

    /// Number of sentences of a split.
    public func count(of split: Split) -> Int { rows[split]?.count ?? 0 }

    /// A split as a file in SST-2's layout: header `sentence<TAB>label`, label 1 for positive, rows in source order.
    public func table(of split: Split) -> Data {
        Data(("sentence\tlabel\n" + (rows[split] ?? []).joined()).utf8)
    }

    /// Hands `train.tsv`, `dev.tsv` and `test.tsv` to `writer`.
    public func write(_ writer: (_ fileName: String, _ content: Data) throws -> Void) throws {
        for split in [Split.train, .dev, .test] { try writer("\(split.name).tsv", table(of: split)) }
    }

    /// FNV-1a, 64 bits (Fowler, Noll, Vo), of the normalised bytes.
    private static func hash(_ sentence: String) -> UInt64 {
        let words = sentence.utf8.split { (0x09...0x0D).contains($0) || $0 == 0x20 }
        let normalised = words.joined(separator: [0x20])
        return normalised.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
            let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
            return (hash ^ UInt64(lower)) &* 0x0000_0100_0000_01B3
        }
    }
}
