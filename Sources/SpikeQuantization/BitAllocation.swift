import SpikeCore

/// Which encoding each of some weight matrices gets under a size budget, so that the sum of their errors is small.
///
/// Starts with the smallest encoding everywhere and takes, one after the other, the change that saves most error for each
/// bit it adds, among those that still fit (greedy; at most one change short of the optimum of the fractional problem).
public struct BitAllocation: Sendable, Equatable {
    /// One matrix and what its encodings cost.
    public struct Item: Sendable, Equatable {
        /// Number of weights.
        public var weights: Int
        /// Error under each of the candidates; smaller is better.
        public var errors: [WeightEncoding: Double]

        /// Creates an item.
        public init(weights: Int, errors: [WeightEncoding: Double]) {
            self.weights = weights
            self.errors = errors
        }
    }

    /// The encoding of every item.
    public let encodings: [WeightEncoding]
    /// Mean stored bits of a weight.
    public let bitsPerWeight: Double

    /// Allocates.
    ///
    /// - Parameters:
    ///   - candidates: at least one; every item has an error for each.
    ///   - bitsPerWeight: mean of stored bits that may not be exceeded.
    /// - Returns: nil when even the smallest encoding everywhere exceeds the budget.
    public init?(_ items: [Item], candidates: [WeightEncoding], bitsPerWeight budget: Double) {
        let ladder = Set(candidates).sorted { $0.packedBits < $1.packedBits }
        guard let smallest = ladder.first else { return nil }
        let total = items.reduce(0) { $0 + $1.weights }
        let allowed = budget * Double(total)
        var chosen = items.map { _ in smallest }
        var used = total * smallest.packedBits
        guard Double(used) <= allowed else { return nil }
        while let change = Self.bestChange(items, chosen, ladder, room: allowed - Double(used)) {
            used += items[change.item].weights * (change.encoding.packedBits - chosen[change.item].packedBits)
            chosen[change.item] = change.encoding
        }
        encodings = chosen
        bitsPerWeight = total == 0 ? 0 : Double(used) / Double(total)
    }

    private static func bestChange(
        _ items: [Item], _ chosen: [WeightEncoding], _ ladder: [WeightEncoding], room: Double
    ) -> (item: Int, encoding: WeightEncoding)? {
        var best: (gain: Double, item: Int, encoding: WeightEncoding)?
        for (index, item) in items.enumerated() {
            for encoding in ladder where encoding.packedBits > chosen[index].packedBits {
                let added = Double(item.weights * (encoding.packedBits - chosen[index].packedBits))
                let saved = item.errors[chosen[index], default: 0] - item.errors[encoding, default: 0]
                guard added <= room, saved > 0, saved / added > best?.gain ?? 0 else { continue }
                best = (saved / added, index, encoding)
            }
        }
        return best.map { ($0.item, $0.encoding) }
    }
}
