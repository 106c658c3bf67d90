import SpikeModel

/// One term of an energy, in picojoules: what spikes cause and what happens without them.
public struct EnergyTerm: Sendable, Equatable {
    /// What it is spent on.
    public enum Item: String, Sendable, Codable, CaseIterable {
        /// Operations.
        case arithmetic
        /// Reading weights.
        case weights
        /// Reading and writing sums that do not stay in registers.
        case sums
        /// Reading and writing membrane potentials.
        case membranes
        /// Writing and reading what layers send each other: spikes or quantized activations.
        case activations
        /// Writing and reading hidden states, scores and probabilities.
        case realValues
    }

    /// Where.
    public let place: OperationPlace
    /// On what.
    public let item: Item
    /// What does not depend on spikes.
    public let fixed: Double
    /// What grows with the number of spikes.
    public let driven: Double

    init(_ place: OperationPlace, _ item: Item, fixed: Double = 0, driven: Double = 0) {
        self.place = place
        self.item = item
        self.fixed = fixed
        self.driven = driven
    }

    /// Both parts.
    public var total: Double { fixed + driven }
}
