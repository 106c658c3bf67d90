import SpikeCore

/// Which encoding each of some weight matrices gets under a size budget, so that the sum of their errors is small.
///
/// Starts with the smallest encoding of every matrix and takes, one after the other, the change that saves most error for
/// each bit it adds, among those that still fit (greedy; at most one change short of the optimum of the fractional
/// problem). Of encodings of one size only the one with the least error is looked at. Cost: a pass over all options for
/// every change.
public struct BitAllocation: Sendable, Equatable {
    /// One matrix under one encoding.
    public struct Option: Sendable, Equatable {
        /// The encoding.
        public var encoding: WeightEncoding
        /// What it takes on disk, scales and zero points included.
        public var bits: Int
        /// What it costs; smaller is better.
        public var error: Double

        /// Creates an option.
        public init(encoding: WeightEncoding, bits: Int, error: Double) {
            self.encoding = encoding
            self.bits = bits
            self.error = error
        }
    }

    /// One matrix and what it may become.
    public struct Item: Sendable, Equatable {
        /// Number of weights.
        public var weights: Int
        /// At least one.
        public var options: [Option]

        /// Creates an item.
        public init(weights: Int, options: [Option]) {
            self.weights = weights
            self.options = options
        }

        /// Options from the smallest up, each with less error than those before it; the first of equal ones as given.
        fileprivate var ladder: [Option] {
            let sorted = options.enumerated().sorted {
                ($0.element.bits, $0.element.error, $0.offset) < ($1.element.bits, $1.element.error, $1.offset)
            }
            return sorted.map(\.element).reduce(into: []) { rungs, option in
                if rungs.last.map({ option.error < $0.error }) ?? true { rungs.append(option) }
            }
        }
    }

    /// The encoding of every item.
    public let encodings: [WeightEncoding]
    /// Mean stored bits of a weight.
    public let bitsPerWeight: Double

    /// Mean stored bits of a weight when every item takes its smallest option.
    public static func leastBitsPerWeight(_ items: [Item]) -> Double {
        let bits = items.reduce(0) { $0 + ($1.options.map(\.bits).min() ?? 0) }
        return Double(bits) / Double(max(items.reduce(0) { $0 + $1.weights }, 1))
    }

    /// Allocates.
    ///
    /// - Parameter budget: mean of stored bits that may not be exceeded.
    /// - Returns: nil when even the smallest options exceed the budget, or an item has none.
    public init?(_ items: [Item], bitsPerWeight budget: Double) {
        let ladders = items.map(\.ladder)
        guard ladders.allSatisfy({ !$0.isEmpty }) else { return nil }
        let total = items.reduce(0) { $0 + $1.weights }
        let allowed = budget * Double(total)
        var chosen = ladders.map { _ in 0 }
        var used = ladders.reduce(0) { $0 + $1[0].bits }
        guard Double(used) <= allowed else { return nil }
        while let change = Self.bestChange(ladders, chosen, room: allowed - Double(used)) {
            let ladder = ladders[change.item]
            used += ladder[change.rung].bits - ladder[chosen[change.item]].bits
            chosen[change.item] = change.rung
        }
        encodings = zip(ladders, chosen).map { $0[$1].encoding }
        bitsPerWeight = total == 0 ? 0 : Double(used) / Double(total)
    }

    private static func bestChange(
        _ ladders: [[Option]], _ chosen: [Int], room: Double
    ) -> (item: Int, rung: Int)? {
        var best: (gain: Double, item: Int, rung: Int)?
        for (index, ladder) in ladders.enumerated() {
            let now = ladder[chosen[index]]
            for rung in (chosen[index] + 1)..<max(ladder.count, chosen[index] + 1) {
                let added = Double(ladder[rung].bits - now.bits)
                let gain = (now.error - ladder[rung].error) / added
                guard added <= room, gain > best?.gain ?? 0 else { continue }
                best = (gain, index, rung)
            }
        }
        return best.map { ($0.item, $0.rung) }
    }
}
