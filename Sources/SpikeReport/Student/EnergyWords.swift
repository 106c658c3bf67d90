import SpikeEvaluation

/// Energies in words.
public struct EnergyWords {
    /// A sentence, and whether the student wins.
    public struct Verdict: Sendable, Equatable {
        /// For people.
        public let text: String
        /// Whether the student needs less.
        public let isWon: Bool
    }

    private let report: EnergyReport

    /// The words of a report.
    public init(_ report: EnergyReport) { self.report = report }

    /// Against networks that do the same without spikes, level by level.
    public func verdicts(against networks: [String] = ["equivalent"]) -> [Verdict] {
        report.verdicts.filter { networks.contains($0.against) }.map { verdict in
            let factor = NumberText.fixed(verdict.isWon ? 1 / verdict.ratio : verdict.ratio, 2)
            let result =
                verdict.isWon
                ? "wins at \(Self.level(verdict.level)): it needs \(factor) times less energy than"
                : "loses at \(Self.level(verdict.level)): it needs \(factor) times the energy of"
            let even =
                verdict.breakEvenSpikeRate.map {
                    "break-even at \(NumberText.fixed($0, 3)) spikes per neuron and step, it fires "
                        + NumberText.fixed(report.meanSpikeRate, 3)
                } ?? (report.meanSpikeRate == 0 ? "it fires no spike" : "it would lose without a single spike")
            return Verdict(
                text: "The spiking model \(result) the \(Self.network(verdict.against)) network (\(even)).",
                isWon: verdict.isWon)
        }
    }

    static func level(_ level: String) -> String {
        switch level {
        case "L1": "L1 (operations)"
        case "L2 tokenByToken": "L2 (with memory, token by token)"
        case "L2 layerByLayer": "L2 (with memory, layer by layer)"
        default: level
        }
    }

    /// Name of a network for people.
    static func network(_ name: String) -> String {
        switch name {
        case "student": "this student"
        case "float32": "float32"
        case "int8": "int8"
        case "weightsOnly": "these weights, 8-bit activations"
        case "equivalent": "equivalent quantized"
        case "equivalentSkippingZeros": "equivalent quantized, zero-skipping"
        default: name
        }
    }
}
