import SpikeCore
import SpikeEvaluation
import SpikeModel

/// The metric against the energy of the operations, a point for every T; the energy alone where nothing was measured.
struct TradeOff {
    private let report: StudentReport
    private let metric: String?

    init(_ report: StudentReport) {
        self.report = report
        metric = report.quality?.metrics.first?.rawValue
    }

    var figure: MarkupElement {
        let caption =
            "One point for every T; filled: the T the student was trained with. Energies are estimates over the same "
            + "\(report.energyOverTime.first?.sequences ?? 0) sequences at every T."
        guard let image = PlotDrawing(plot)?.image else { return MarkupElement("p", text: caption) }
        return ReportFigure(
            id: "trade-off", title: "Energy\(metric.map { " and \($0)" } ?? "") over T", caption: caption, image: image,
            data: table
        ).element
    }

    private var plot: ScatterPlot {
        let energyAxis = PlotAxis("energy of the operations (L1), microjoules a sequence", isLogarithmic: true)
        return ScatterPlot(
            title: "", subtitle: "", x: metric == nil ? PlotAxis("T") : energyAxis,
            y: metric.map { PlotAxis($0) } ?? energyAxis,
            series: [PlotSeries("student", color: 0, points: report.energyOverTime.compactMap(point))],
            legend: PlotLegend(colors: .init("", ["student"])))
    }

    private func point(_ energy: EnergyReport) -> PlotSeries.Point? {
        let value = value(at: energy.timeSteps)
        guard metric == nil || value != nil else { return nil }
        let microjoules = Self.microjoules(energy)
        return PlotSeries.Point(
            x: metric == nil ? Double(energy.timeSteps) : microjoules, y: value ?? microjoules,
            label: "T\u{202F}=\u{202F}\(energy.timeSteps)",
            isMain: energy.timeSteps == report.config.spiking.timeSteps)
    }

    private var table: ReportTable {
        var table = ReportTable(
            columns: [.init("T"), .init("L1, microjoules a sequence"), .init("spike rate"), .init(metric ?? "metric")])
        for energy in report.energyOverTime {
            table.add([
                "\(energy.timeSteps)", NumberText.fixed(Self.microjoules(energy), 4),
                NumberText.fixed(energy.meanSpikeRate, 4),
                value(at: energy.timeSteps).map { NumberText.fixed($0, 4) } ?? "-",
            ])
        }
        return table
    }

    private func value(at timeSteps: Int) -> Double? {
        let evaluation = report.quality?.evaluations.first { $0.result.timeSteps == timeSteps }
        return metric.flatMap { evaluation?.result.metrics[$0] ?? nil }
    }

    private static func microjoules(_ energy: EnergyReport) -> Double {
        energy.networks[0].operations.picojoulesPerSequence / 1e6
    }
}
