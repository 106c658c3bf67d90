/// A range that covers the true value with a stated probability.
public struct ConfidenceInterval: Sendable, Equatable, Codable {
    /// Lower end.
    public let lower: Double
    /// Upper end.
    public let upper: Double
    /// Probability of covering, in (0, 1).
    public let level: Double

    /// Creates an interval.
    public init(lower: Double, upper: Double, level: Double) {
        self.lower = lower
        self.upper = upper
        self.level = level
    }
}
