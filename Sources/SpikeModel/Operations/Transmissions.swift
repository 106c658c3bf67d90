/// What left the neurons of a site, value by value: each synapse behind it has work for every value other than 0.
public struct Transmissions: Sendable, Equatable {
    /// Values other than 0.
    public private(set) var events = 0
    /// Those of the latest time step: feedback never gets them. All where a window is sent at once.
    public private(set) var latestEvents = 0
    /// Largest magnitude of a value, in units of V_th / max(m): 1 where only plain spikes were sent.
    public private(set) var largest = 0

    /// Nothing sent yet.
    public init() {}

    /// What `values` are when each is sent once.
    public init(_ values: some Sequence<Int>) {
        for value in values { add(value) }
    }

    /// One value was sent.
    public mutating func add(_ value: Int) {
        guard value != 0 else { return }
        events += 1
        latestEvents += 1
        largest = max(largest, abs(value))
    }

    /// Adds what was sent in the next time step.
    public static func += (left: inout Transmissions, right: Transmissions) {
        left.events += right.events
        left.latestEvents = right.latestEvents
        left.largest = max(left.largest, right.largest)
    }
}
