import SpikeCore

/// Sequences that run through the network together, their tokens joined without padding.
struct TokenChunk: Sendable {
    let sequences: [TokenSequence]
    /// Places of the sequences in the batch.
    let indices: [Int]
    /// Rows of each sequence among the joined tokens.
    let rows: [Range<Int>]

    init(sequences: [TokenSequence], indices: [Int]) {
        self.sequences = sequences
        self.indices = indices
        var start = 0
        rows = sequences.map { sequence in
            defer { start += sequence.count }
            return start..<(start + sequence.count)
        }
    }

    var tokens: Int { rows.last?.upperBound ?? 0 }

    /// Splits a batch, longest sequences first, so that no thread is left with a long one at the end.
    static func plan(_ batch: [TokenSequence], tokensPerChunk: Int) -> [TokenChunk] {
        let order = batch.indices.sorted { (batch[$0].count, $1) > (batch[$1].count, $0) }
        var chunks: [TokenChunk] = []
        var pending: [Int] = []
        var tokens = 0
        for index in order {
            if !pending.isEmpty, tokens + batch[index].count > tokensPerChunk {
                chunks.append(TokenChunk(sequences: pending.map { batch[$0] }, indices: pending))
                pending = []
                tokens = 0
            }
            pending.append(index)
            tokens += batch[index].count
        }
        if !pending.isEmpty { chunks.append(TokenChunk(sequences: pending.map { batch[$0] }, indices: pending)) }
        return chunks
    }
}
