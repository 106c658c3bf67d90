/// Mean and spread of repeated measurements.
public struct Spread: Sendable, Equatable, Codable {
    /// Arithmetic mean.
    public let mean: Double
    /// Sample standard deviation (n - 1); nil for a single value.
    public let standardDeviation: Double?
    /// n.
    public let count: Int

    /// Of some values; nil without any.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        standardDeviation = values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil
        count = values.count
    }
}
