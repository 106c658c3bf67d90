import SpikeCore
import SpikeEvaluation
import SpikeModel

/// What a sequence costs, and what it would cost without spikes.
struct EnergySection {
    private let report: StudentReport

    init(_ report: StudentReport) { self.report = report }

    private var energy: EnergyReport { report.energy }

    var section: ReportPage.Section {
        let words = EnergyWords(energy).verdicts().map { verdict in
            MarkupElement("p", ["class": "verdict \(verdict.isWon ? "won" : "lost")"], text: verdict.text)
        }
        let tables = EnergyTables(energy)
        let hint =
            "Estimates from counted operations with the preset \(energy.preset.name); \(energy.sequences) sequences, "
            + "\(NumberText.grouped(energy.tokens)) real tokens (\(report.sample)), T = \(energy.timeSteps), "
            + "\(energy.execution). Nothing was measured on a chip."
        return .init(
            id: "energy", title: "Energy",
            content: [MarkupElement("p", ["class": "hint"], text: hint)] + words
                + ([nil] + Dataflow.allCases).map { EnergyWaterfall(energy, $0).figure }
                + [
                    ReportFigure.data(
                        tables.networks(), id: "networks", title: "Microjoules a sequence, 95 % intervals",
                        isFolded: false),
                    ReportFigure.data(
                        tables.platforms, id: "platforms", title: "Published figures per operation", isFolded: true),
                    ReportFigure.data(
                        tables.terms, id: "energy-terms", title: "Every term of every network", isFolded: true),
                ])
    }
}
