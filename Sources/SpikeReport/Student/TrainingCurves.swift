import SpikeEvaluation

/// Some values of a training as curves.
struct TrainingCurves {
    private let history: TrainingHistory
    private let id: String
    private let isLogarithmic: Bool
    private let names: [String]

    init(_ history: TrainingHistory, id: String, isLogarithmic: Bool, _ isShown: (String) -> Bool) {
        self.history = history
        self.id = id
        self.isLogarithmic = isLogarithmic
        names = history.names.filter(isShown)
    }

    /// nil when nothing can be drawn.
    func figure(_ title: String, _ caption: String) -> MarkupElement? {
        let curves = names.map { ($0, history.curve($0)) }
        let plot = ScatterPlot(
            title: "", subtitle: "", x: PlotAxis("step"), y: PlotAxis(title.lowercased(), isLogarithmic: isLogarithmic),
            series: curves.enumerated().map { index, curve in
                PlotSeries(
                    curve.0, color: index, points: curve.1.map { .init(x: $0.step, y: $0.value) }, hasMarkers: false)
            }, legend: PlotLegend(colors: .init("", names)))
        var bounded = plot
        bounded.boundaries = history.stages.map { .init(x: Double($0.step), text: $0.name) }
        guard let image = PlotDrawing(bounded)?.image else { return nil }
        var table = ReportTable(columns: [.init("step")] + names.map { .init($0) })
        for (row, step) in (curves.first?.1 ?? []).enumerated() {
            table.add(
                [NumberText.fixed(step.step, 1)]
                    + curves.map { row < $0.1.count ? NumberText.fixed($0.1[row].value, 5) : "" })
        }
        return ReportFigure(id: id, title: title, caption: caption, image: image, data: table).element
    }
}
