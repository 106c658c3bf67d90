/// Something that says how much energy a machine has taken.
public protocol EnergyMeter: Sendable {
    /// The meter at one moment.
    associatedtype Reading: Sendable

    /// What is added up, for people.
    var domainNames: [String] { get }

    /// Seconds that a window has to last for readings to say something.
    var shortestWindow: Double { get }

    /// The meter now.
    ///
    /// - Throws: `PowerMeterError`.
    func read() throws(PowerMeterError) -> Reading

    /// Joules between two readings.
    func joules(from start: Reading, to end: Reading) -> Double
}
