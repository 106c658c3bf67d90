import SpikeEvaluation
import SpikeReport

/// An energy report for people.
struct EnergyTable {
    private let report: EnergyReport
    private let papers: [PaperConvention]
    private let sample: String
    private let measured: EnergyCommand.Measurement

    /// - Parameter paper: nil for all.
    init(
        _ report: EnergyReport, paper: PaperConvention?, sample: String, measured: EnergyCommand.Measurement
    ) {
        self.report = report
        papers = paper.map { [$0] } ?? PaperConvention.allCases
        self.sample = sample
        self.measured = measured
    }

    var lines: [String] {
        let tables = EnergyTables(report)
        let verdicts = EnergyWords(report).verdicts(against: ["equivalent", "equivalentSkippingZeros"]).map(\.text)
        return [
            "\(report.sequences) sequences, \(report.tokens) tokens (\(sample)); "
                + "T = \(report.timeSteps), \(report.execution), \(report.meanSpikeRate.rounded(3)) spikes per neuron and step",
            "preset \(report.preset.name): estimates, microjoules a sequence with 95 % intervals",
            "",
        ] + tables.networks(papers: papers).lines + [""] + verdicts + [""] + tables.items.lines + [""]
            + (tables.chip.map { [$0, ""] } ?? []) + tables.platforms.lines + ["", measurement]
    }

    private var measurement: String {
        switch measured {
        case .notAskedFor: return "L4 not measured: give --measure"
        case .notMeasured(let reason): return "L4 not measured: \(reason)"
        case .measured(let energy):
            let spread = energy.windows.map { $0.rounded(1) }.joined(separator: ", ")
            return "L4 measured (\(energy.domains.joined(separator: ", "))): "
                + "\(energy.microjoulesPerSequence.rounded(1)) microjoules a sequence above \(energy.idleWatts.rounded(1)) W "
                + "at rest; windows \(spread)"
        }
    }
}
