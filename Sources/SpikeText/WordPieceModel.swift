/// Greedy longest-match-first WordPiece (Wu et al. 2016, arXiv:1609.08144; as in BERT).
struct WordPieceModel: Sendable {
    /// The pieces.
    let pieces: PieceTable
    /// What stands before every piece but the first of a word, `##` in BERT.
    let continuingPrefix: PieceTable.Prefix
    /// The id of a word that cannot be built from pieces.
    let unknownID: Int32
    /// A word of more scalars is unknown.
    let maximumScalarsPerWord: Int

    /// Appends the ids of one word, a range of valid UTF-8.
    func append(_ word: Range<Int>, of text: [UInt8], to ids: inout [Int32]) {
        if word.count > maximumScalarsPerWord {
            let scalars = word.reduce(0) { $0 + (UTF8Coding.isLead(text[$1]) ? 1 : 0) }
            if scalars > maximumScalarsPerWord { return ids.append(unknownID) }
        }
        let firstID = ids.count
        var start = word.lowerBound
        while start < word.upperBound {
            let prefix = start == word.lowerBound ? PieceTable.Prefix.none : continuingPrefix
            guard let match = pieces.longestPiece(in: text, start..<word.upperBound, after: prefix) else {
                ids.removeSubrange(firstID...)
                return ids.append(unknownID)
            }
            ids.append(match.id)
            start = match.end
        }
    }
}
