import SpikeEvaluation

/// How the student's energy adds up on one level, and the sums of networks without spikes below.
struct EnergyWaterfall {
    private let networks: [EnergyReport.Network]
    private let flow: Dataflow?

    /// - Parameter flow: nil for operations alone, level L1.
    init(_ energy: EnergyReport, _ flow: Dataflow?) {
        networks = energy.networks
        self.flow = flow
    }

    var figure: MarkupElement {
        let (steps, totals) = (steps, totals)
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

    /// Each part from where the one before it ends.
    private var steps: [BarPlot.Bar] {
        let student = networks[0]
        let memory = flow.flatMap { student.memory[$0.rawValue] } ?? []
        let operations = EnergyPart.allCases.map { part in
            (part.rawValue, Self.sum(student.arithmetic.filter { EnergyPart($0) == part }), 0)
        }
        let moves = EnergyTerm.Item.allCases.map { item in
            ("memory: \(item.rawValue)", Self.sum(memory.filter { $0.item == item }), 4)
        }
        var start = 0.0
        return (operations + moves).filter { $0.1 > 0 }.map { label, picojoules, color in
            defer { start += picojoules }
            return Self.bar(label, from: start, to: start + picojoules, says: picojoules, color: color)
        }
    }

    private var totals: [BarPlot.Bar] {
        networks.enumerated().map { index, network in
            let summary = flow.flatMap { network.withMemory[$0.rawValue] } ?? network.operations
            let picojoules = summary.picojoulesPerSequence
            return Self.bar(
                EnergyWords.network(network.network), from: 0, to: picojoules, says: picojoules,
                color: index == 0 ? 2 : 9)
        }
    }

    private static func sum(_ terms: [EnergyReport.Term]) -> Double { terms.reduce(0) { $0 + $1.fixed + $1.driven } }

    private static func bar(
        _ label: String, from start: Double, to end: Double, says picojoules: Double, color: Int
    ) -> BarPlot.Bar {
        BarPlot.Bar(
            label: label, start: start / 1e6, end: end / 1e6, color: color,
            text: "\(NumberText.microjoules(picojoules)) µJ")
    }
}
