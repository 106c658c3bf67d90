/// What left the neurons of a site, value by value: each synapse behind it has work for every value other than 0.
public struct Transmissions: Sendable, Equatable {
    /// Values other than 0.
    public private(set) var events = 0
    /// Those of the latest time step: feedback never gets them. All where a window is sent at once.
    public private(set) var latestEvents = 0
    /// Smallest value, at most 0, in units of V_th / max(m).
    public private(set) var lowest = 0
    /// Largest value, at least 0, in the same units.
    public private(set) var highest = 0

    /// Nothing sent yet.
    public init() {}

    /// What `values` are when each is sent once.
    public init(_ values: some Sequence<Int>) {
        for value in values { add(value) }
    }

    /// Largest magnitude of a value: 1 where only plain spikes were sent.
    public var largest: Int { max(highest, -lowest) }

    /// One value was sent.
    public mutating func add(_ value: Int) {
        guard value != 0 else { return }
        events += 1
        latestEvents += 1
        lowest = min(lowest, value)
        highest = max(highest, value)
    }

    /// Adds what was sent in the next time step.
    public static func += (left: inout Transmissions, right: Transmissions) {
        left.events += right.events
        left.latestEvents = right.latestEvents
        left.lowest = min(left.lowest, right.lowest)
        left.highest = max(left.highest, right.highest)
    }
}
