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
        let curves = history.curves(names)
        var plot = ScatterPlot(
            title: "", subtitle: "", x: PlotAxis("step"), y: PlotAxis(title.lowercased(), isLogarithmic: isLogarithmic),
            series: names.enumerated().map { index, name in
                PlotSeries(
                    name, color: index,
                    points: curves.compactMap { bin in bin.values[index].map { .init(x: bin.step, y: $0) } },
                    hasMarkers: false)
            }, legend: PlotLegend(colors: .init("", names)))
        plot.boundaries = history.stages.map { .init(x: Double($0.step), text: $0.name) }
        guard let image = PlotDrawing(plot)?.image else { return nil }
        var table = ReportTable(columns: [.init("step")] + names.map { .init($0) })
        for bin in curves {
            table.add([NumberText.fixed(bin.step, 1)] + bin.values.map { $0.map { NumberText.fixed($0, 5) } ?? "" })
        }
        return ReportFigure(id: id, title: title, caption: caption, image: image, data: table).element
    }
}
