/// How often each operation was done in each place of a network.
public struct OperationTally: Sendable, Equatable {
    /// Counts by place and operation; never 0.
    public private(set) var counts: [OperationPlace: [Operation: Int]] = [:]

    /// Nothing done yet.
    public init() {}

    /// Counts of one operation in one place.
    public subscript(_ operation: Operation, at place: OperationPlace) -> Int { counts[place]?[operation] ?? 0 }

    /// Adds operations that were done in a place.
    public mutating func add(_ operation: Operation, _ count: Int = 1, at place: OperationPlace) {
        guard count != 0 else { return }
        counts[place, default: [:]][operation, default: 0] += count
    }

    /// Adds what another run of the same network did.
    public static func += (left: inout OperationTally, right: OperationTally) {
        left.counts.merge(right.counts) { $0.merging($1, uniquingKeysWith: +) }
    }

    /// Places where something was done, in network order.
    public var places: [OperationPlace] { counts.keys.sorted() }

    /// Counts of one operation in all places.
    public func total(_ operation: Operation) -> Int { counts.values.reduce(0) { $0 + ($1[operation] ?? 0) } }

    /// Counts of all operations in all places.
    public var total: Int { counts.values.reduce(0) { $0 + $1.values.reduce(0, +) } }
}
