/// An energy over a data set.
public struct EnergySummary: Sendable, Equatable, Codable {
    /// Mean over sequences.
    public let picojoulesPerSequence: Double
    /// Of that mean, by drawing sequences again; nil for a single one.
    public let interval: ConfidenceInterval?
    /// Sum over sequences by sum over real tokens.
    public let picojoulesPerToken: Double

    /// - Parameters:
    ///   - energies: of every sequence, in picojoules; at least one.
    ///   - tokens: of all sequences.
    init(_ energies: [Double], tokens: Int, bootstrap: Bootstrap) {
        let total = energies.reduce(0, +)
        let count = Double(energies.count)
        picojoulesPerSequence = total / count
        interval =
            energies.count < 2
            ? nil
            : bootstrap.interval(count: energies.count) { $0.reduce(0) { $0 + energies[$1] } / count }
        picojoulesPerToken = total / Double(tokens)
    }
}
