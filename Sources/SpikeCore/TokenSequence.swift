/// One tokenised text or text pair: what a model reads. Never padded; executors pad or bucket for themselves.
public struct TokenSequence: Sendable, Hashable {
    /// Token ids, special tokens included, `[L]`.
    public var ids: [Int32]
    /// Segment of every token (0 first text, 1 second), `[L]`.
    public var typeIDs: [Int32]

    /// Creates a sequence; traps when the two arrays differ in length.
    public init(ids: [Int32], typeIDs: [Int32]) {
        precondition(ids.count == typeIDs.count, "every token needs a type id")
        self.ids = ids
        self.typeIDs = typeIDs
    }

    /// Number of tokens, L.
    public var count: Int { ids.count }
}
