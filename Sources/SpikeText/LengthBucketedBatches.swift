import SpikeCore

/// Batches of sequences of similar length, so that little is spent on padding. Pure functions of their inputs.
public enum LengthBucketedBatches {
    /// Batches whose sequences are sorted by length together.
    public static let batchesPerChunk = 60

    /// The batches of one epoch of training, as indices into `lengths`; every index occurs once.
    ///
    /// A permutation by seed and epoch is cut into chunks of `batchSize * batchesPerChunk`; each chunk is sorted by length
    /// (equal lengths keep the order of the permutation) and cut into batches, which are then shuffled.
    /// At most one batch of an epoch is smaller than `batchSize`, in its last chunk.
    public static func training(lengths: [Int], batchSize: Int, seed: UInt64, epoch: Int) -> [[Int]] {
        precondition(batchSize > 0 && epoch >= 0, "batchSize must be positive and epochs count from 0")
        var generator = SeededGenerator(seed: seed, stream: UInt64(epoch))
        let order = generator.permutation(lengths.count)
        var batches: [[Int]] = []
        batches.reserveCapacity(lengths.count / batchSize + 1)
        for chunk in cut(order, into: batchSize * batchesPerChunk) {
            let sorted = cut(sortedByLength(chunk, lengths), into: batchSize)
            for position in generator.permutation(sorted.count) { batches.append(sorted[position]) }
        }
        return batches
    }

    /// Batches for evaluation: shortest first, equal lengths in their given order; every index occurs once.
    public static func evaluation(lengths: [Int], batchSize: Int) -> [[Int]] {
        precondition(batchSize > 0, "batchSize must be positive")
        return cut(sortedByLength(Array(lengths.indices), lengths), into: batchSize)
    }

    /// Stable: the standard library does not promise that its sort is.
    private static func sortedByLength(_ order: [Int], _ lengths: [Int]) -> [Int] {
        order.enumerated()
            .sorted { (lengths[$0.element], $0.offset) < (lengths[$1.element], $1.offset) }
            .map(\.element)
    }

    private static func cut(_ order: [Int], into size: Int) -> [[Int]] {
        stride(from: 0, to: order.count, by: size).map { Array(order[$0..<min($0 + size, order.count)]) }
    }
}
