/// The pieces of a vocabulary in one byte buffer, found by hash; compares bytes, never canonical equivalence.
struct PieceTable: Sendable {
    /// A fixed beginning of the pieces that are looked for, already hashed.
    struct Prefix: Sendable {
        let bytes: [UInt8]
        fileprivate let hash: UInt32

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            hash = bytes.reduce(PieceTable.hashSeed, PieceTable.hash)
        }

        static let none = Prefix([])
    }

    private var bytes: [UInt8] = []
    /// End of every piece in `bytes`; a piece starts where the one before ends.
    private var ends: [Int32] = []
    /// Open addressing with linear probing: ids, -1 for free.
    private var slots: [Int32]
    private var longest = 0

    /// An empty table with room for `capacity` pieces.
    init(capacity: Int) {
        var size = 16
        while size < capacity * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
    }

    /// Number of pieces.
    var count: Int { ends.count }

    /// The bytes of a piece.
    subscript(id: Int) -> ArraySlice<UInt8> { bytes[range(of: id)] }

    private func range(of id: Int) -> Range<Int> {
        (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id])
    }

    /// Gives a piece the next id; returns the id of the equal piece that is there already, else nil.
    mutating func append(_ piece: ArraySlice<UInt8>) -> Int? {
        precondition(ends.count < slots.count / 2, "the table has room for its capacity only")
        var slot = firstSlot(piece.reduce(Self.hashSeed, Self.hash))
        while slots[slot] >= 0 {
            if self[Int(slots[slot])] == piece { return Int(slots[slot]) }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(ends.count)
        bytes.append(contentsOf: piece)
        ends.append(Int32(bytes.count))
        longest = max(longest, piece.count)
        return nil
    }

    /// The id of a piece.
    func id(of piece: some Collection<UInt8>) -> Int32? {
        let bytes = Array(piece)
        return find(bytes.reduce(Self.hashSeed, Self.hash), .none, bytes, bytes.indices)
    }

    /// The longest piece that is `prefix` and then a beginning of `range` of at least one scalar: its id and its end.
    ///
    /// Cost: one pass over at most as many bytes as the longest piece has.
    func longestPiece(
        in text: [UInt8], _ range: Range<Int>, after prefix: Prefix = .none
    ) -> (id: Int32, end: Int)? {
        var best: (id: Int32, end: Int)?
        var hash = prefix.hash
        let limit = min(range.upperBound, range.lowerBound + max(0, longest - prefix.bytes.count))
        for index in range.lowerBound..<limit {
            hash = Self.hash(hash, text[index])
            let end = index + 1
            guard end == range.upperBound || UTF8Coding.isLead(text[end]) else { continue }
            if let id = find(hash, prefix, text, range.lowerBound..<end) { best = (id, end) }
        }
        return best
    }

    private func find(_ hash: UInt32, _ prefix: Prefix, _ text: [UInt8], _ range: Range<Int>) -> Int32? {
        var slot = firstSlot(hash)
        while slots[slot] >= 0 {
            let id = slots[slot]
            if isPiece(Int(id), prefix, text, range) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isPiece(_ id: Int, _ prefix: Prefix, _ text: [UInt8], _ range: Range<Int>) -> Bool {
        let stored = self.range(of: id)
        guard stored.count == prefix.bytes.count + range.count else { return false }
        var position = stored.lowerBound
        for byte in prefix.bytes {
            if bytes[position] != byte { return false }
            position += 1
        }
        for index in range {
            if bytes[position] != text[index] { return false }
            position += 1
        }
        return true
    }

    /// FNV-1a, so that the hash of every beginning of a word comes out of one pass.
    private static let hashSeed: UInt32 = 0x811C_9DC5

    private static func hash(_ state: UInt32, _ byte: UInt8) -> UInt32 {
        (state ^ UInt32(byte)) &* 0x0100_0193
    }

    private func firstSlot(_ hash: UInt32) -> Int {
        Int((hash ^ hash >> 15) &* 0x9E37_79B1 >> 7) & (slots.count - 1)
    }
}
