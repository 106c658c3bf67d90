/// Pieces and their ids: the WordPiece vocabulary, and added tokens that have ids behind it.
struct Vocabulary: Sendable {
    /// What WordPiece may match; ids from 0.
    let pieces: PieceTable
    /// Contents of added tokens that are no pieces; the first has id `pieces.count`.
    let additions: [[UInt8]]

    /// Number of ids.
    var count: Int { pieces.count + additions.count }

    /// The content of an id, nil outside `0..<count`.
    func content(of id: Int) -> String? {
        guard id >= 0, id < count else { return nil }
        return id < pieces.count
            ? String(decoding: pieces[id], as: UTF8.self)
            : String(decoding: additions[id - pieces.count], as: UTF8.self)
    }

    /// The id of a content.
    func id(of content: String) -> Int32? {
        if let id = pieces.id(of: content.utf8) { return id }
        let bytes = Array(content.utf8)
        return additions.firstIndex(of: bytes).map { Int32(pieces.count + $0) }
    }
}
