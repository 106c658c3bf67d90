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
                + [waterfall(nil)] + Dataflow.allCases.map { waterfall($0) }
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

    /// How the student's energy adds up, and the baselines below; nil: operations alone.
    private func waterfall(_ flow: Dataflow?) -> MarkupElement {
        let student = energy.networks[0]
        var start = 0.0
        var steps: [BarPlot.Bar] = []
        func add(_ label: String, _ picojoules: Double, color: Int) {
            guard picojoules > 0 else { return }
            steps.append(
                .init(
                    label: label, start: start / 1e6, end: (start + picojoules) / 1e6, color: color,
                    text: "\(NumberText.microjoules(picojoules)) µJ"))
            start += picojoules
        }
        for part in EnergyPart.allCases {
            add(
                part.rawValue,
                student.arithmetic.filter { EnergyPart($0) == part }.reduce(0) { $0 + $1.fixed + $1.driven }, color: 0)
        }
        for item in EnergyTerm.Item.allCases {
            let terms = (flow.flatMap { student.memory[$0.rawValue] } ?? []).filter { $0.item == item }
            add("memory: \(item.rawValue)", terms.reduce(0) { $0 + $1.fixed + $1.driven }, color: 4)
        }
        let totals = energy.networks.enumerated().map { index, network in
            let summary = flow.flatMap { network.withMemory[$0.rawValue] } ?? network.operations
            let picojoules = summary.picojoulesPerSequence
            return BarPlot.Bar(
                label: EnergyWords.network(network.network), end: picojoules / 1e6, color: index == 0 ? 2 : 9,
                text: "\(NumberText.microjoules(picojoules)) µJ")
        }
        // A float32 network would leave nothing to see of the others.
        let limit = totals.filter { $0.label != EnergyWords.network("float32") }.map(\.end).max()
        var table = ReportTable(columns: [.init("part", isNumber: false), .init("from"), .init("to")])
        for bar in steps + totals {
            table.add([bar.label, NumberText.fixed(bar.start, 6), NumberText.fixed(bar.end, 6)])
        }
        let level = EnergyWords.level(flow.map { "L2 \($0.rawValue)" } ?? "L1")
        return ReportFigure(
            id: "waterfall-\(flow?.rawValue ?? "operations")", title: level,
            caption: "Above: what the student's energy is spent on. Below: its sum beside networks without spikes.",
            image: BarPlot(
                title: "Energy at \(level)", axis: PlotAxis("microjoules a sequence"), groups: [steps, totals],
                limit: limit
            ).image, data: table
        ).element
    }
}

/// Parts of a network that a waterfall tells apart.
enum EnergyPart: String, CaseIterable {
    case linears = "linear layers"
    case attention = "attention"
    case neurons = "neurons"
    case rest = "norms, GELU, head"

    /// The part a term belongs to.
    init(_ term: EnergyReport.Term) {
        let name = term.place.split(separator: ".", maxSplits: 2).last.map(String.init) ?? term.place
        switch name {
        case "query", "key", "value", "attentionOutput", "intermediate", "output", "feedback": self = .linears
        case "scores", "softmax", "mix": self = .attention
        case _ where name.hasSuffix(" neurons"): self = .neurons
        default: self = .rest
        }
    }
}
