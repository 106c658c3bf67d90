extension Vocabulary {
    /// One piece a line; the number of the line, from 0, is the id.
    init(lines file: TextFile) throws(TextError) {
        let lines = file.lines
        guard !lines.isEmpty else { throw .emptyVocabulary(path: file.path) }
        var table = PieceTable(capacity: lines.count)
        for (number, line) in lines.enumerated() {
            guard let first = table.append(file.bytes[line]) else { continue }
            throw .duplicatePiece(
                path: file.path, piece: String(decoding: file.bytes[line], as: UTF8.self), first: "line \(first + 1)",
                second: "line \(number + 1)")
        }
        self.init(pieces: table, additions: [])
    }

    /// Entries of a tokenizer.json, in any order, and its added tokens; ids run from 0 without holes.
    init(entries: [VocabularyScanner.Entry], added: [AddedToken], path: String) throws(TextError) {
        guard !entries.isEmpty else { throw .emptyVocabulary(path: path) }
        var entryOfID = [Int?](repeating: nil, count: entries.count)
        for (index, entry) in entries.enumerated() where entry.id < entries.count { entryOfID[entry.id] = index }
        var table = PieceTable(capacity: entries.count)
        try Self.checkPieces(entries, path: path)
        for (id, index) in entryOfID.enumerated() {
            guard let index else { throw .missingID(path: path, id: id, size: entries.count) }
            _ = table.append(entries[index].piece)
        }
        self.init(pieces: table, additions: try Self.additions(added, to: table, path: path))
    }

    private static func checkPieces(_ entries: [VocabularyScanner.Entry], path: String) throws(TextError) {
        var seen = PieceTable(capacity: entries.count)
        for (index, entry) in entries.enumerated() {
            guard let first = seen.append(entry.piece) else { continue }
            throw .duplicatePiece(
                path: path, piece: String(decoding: entry.piece, as: UTF8.self), first: "id \(entries[first].id)",
                second: "id \(entries[index].id)")
        }
    }

    /// The contents of added tokens that are no pieces; their ids must follow the vocabulary in order of the file.
    private static func additions(
        _ added: [AddedToken], to table: PieceTable, path: String
    ) throws(TextError) -> [[UInt8]] {
        var additions: [[UInt8]] = []
        for token in added {
            let bytes = Array(token.content.utf8)
            let known = table.id(of: bytes).map(Int.init) ?? additions.firstIndex(of: bytes).map { table.count + $0 }
            let expected = known ?? table.count + additions.count
            guard token.id == expected else {
                throw .invalidAddedToken(
                    path: path, token: token.content, reason: "has id \(token.id); the vocabulary gives it \(expected)")
            }
            if known == nil { additions.append(bytes) }
        }
        return additions
    }

    /// The id of a token that must be there.
    func id(ofSpecial token: String, path: String) throws(TextError) -> Int32 {
        guard let id = id(of: token) else { throw .missingSpecialToken(path: path, token: token) }
        return id
    }
}
