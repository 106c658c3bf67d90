/// Whether the student needs less energy than another network, on one level.
public struct EnergyVerdict: Sendable, Equatable, Codable {
    /// `L1`, `L2 tokenByToken` or `L2 layerByLayer`.
    public let level: String
    /// The other network.
    public let against: String
    /// The student's energy by the other's.
    public let ratio: Double
    /// Spikes per neuron and step at which both need the same, other things equal; nil where even a silent student
    /// needs more.
    public let breakEvenSpikeRate: Double?

    /// Whether the student needs less.
    public var isWon: Bool { ratio < 1 }

    /// Of the first network against every other one on every level.
    static func all(_ networks: [NetworkTotals], meanSpikeRate: Double) -> [EnergyVerdict] {
        guard let student = networks.first else { return [] }
        let levels: [(String, Dataflow?)] = [("L1", nil)] + Dataflow.allCases.map { ("L2 \($0.rawValue)", $0) }
        return levels.flatMap { level, dataflow in
            let total = student.total(dataflow)
            let driven = student.driven(dataflow)
            return networks.dropFirst().map { other in
                let room = other.total(dataflow) - (total - driven)
                return EnergyVerdict(
                    level: level, against: other.network, ratio: total / other.total(dataflow),
                    breakEvenSpikeRate: room < 0 || driven == 0 ? nil : meanSpikeRate * room / driven)
            }
        }
    }
}
