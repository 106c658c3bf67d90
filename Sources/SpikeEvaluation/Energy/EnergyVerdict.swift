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

    /// Against every baseline on every level.
    static func all(_ energies: [[NetworkEnergy]], meanSpikeRate: Double) -> [EnergyVerdict] {
        let levels: [(String, Dataflow?)] = [("L1", nil)] + Dataflow.allCases.map { ("L2 \($0.rawValue)", $0) }
        return levels.flatMap { level, dataflow in
            func sum(_ network: Int, _ value: (NetworkEnergy) -> Double) -> Double {
                energies.reduce(0) { $0 + value($1[network]) }
            }
            func total(_ network: Int) -> Double {
                sum(network) { energy in dataflow.map(energy.total) ?? energy.operations }
            }
            let driven = sum(0) { $0.driven(dataflow) }
            return energies[0].indices.dropFirst().map { index in
                let room = total(index) - (total(0) - driven)
                return EnergyVerdict(
                    level: level, against: energies[0][index].network, ratio: total(0) / total(index),
                    breakEvenSpikeRate: room < 0 || driven == 0 ? nil : meanSpikeRate * room / driven)
            }
        }
    }
}
