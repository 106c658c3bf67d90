import SpikeModel

/// Adds up, sequence by sequence, what an audit looks at; keeps nothing of single sequences.
public struct AuditTotals: Sendable {
    let counter: OperationCounter
    private(set) var tally = OperationTally()
    private(set) var sequences = 0
    private(set) var tokens = 0
    /// What every site did, by name.
    public private(set) var sites: [String: SiteTotals] = [:]

    /// Nothing added yet.
    ///
    /// - Parameter counter: of the student that is run, with its T and execution.
    public init(_ counter: OperationCounter) { self.counter = counter }

    /// Adds one sequence.
    public mutating func add(_ activity: SequenceActivity) {
        tally += counter.count(activity)
        sequences += 1
        tokens += activity.tokens
        for (name, site) in activity.sites { sites[name, default: SiteTotals()].add(site, tokens: activity.tokens) }
    }
}
