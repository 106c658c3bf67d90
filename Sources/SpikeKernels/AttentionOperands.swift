/// What attention over one sequence of a chunk reads.
public struct AttentionOperands {
    /// Real queries, `[tokens, heads * headSize]`.
    public let query: RealMatrix
    /// Spikes or counts of the keys, shaped like the queries.
    public let key: CountMatrix
    /// Spikes or counts of the values, shaped like the queries.
    public let value: CountMatrix
    /// Heads, side by side in all three.
    public let heads: Int
    /// V_th of the keys / √headSize.
    public let scoreScale: Float
    /// V_th of the values.
    public let valueScale: Float

    /// Traps when shapes disagree or the heads do not divide the width.
    public init(
        query: RealMatrix, key: CountMatrix, value: CountMatrix, heads: Int, scoreScale: Float, valueScale: Float
    ) {
        let shape = (query.rows, query.columns)
        precondition((key.rows, key.columns) == shape, "keys shaped like the queries")
        precondition((value.rows, value.columns) == shape, "values shaped like the queries")
        precondition(query.columns % heads == 0, "heads divide the width")
        self.query = query
        self.key = key
        self.value = value
        self.heads = heads
        self.scoreScale = scoreScale
        self.valueScale = valueScale
    }
}
