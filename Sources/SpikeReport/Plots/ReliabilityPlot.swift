import SpikeEvaluation

/// How often a classifier is right against how sure it is: bars as it is, rings after temperature scaling.
struct ReliabilityPlot {
    var title: String
    var unscaled: ReliabilityCurve
    var scaled: ReliabilityCurve?

    private static let size = 330.0
    private static let left = 62.0
    private static let top = 16.0
    private static let axis = PlotAxis("", unit: .percent)

    private func horizontal(_ value: Double) -> Double { Self.left + Self.size * value }
    private func vertical(_ value: Double) -> Double { Self.top + Self.size * (1 - value) }

    var image: MarkupElement {
        PlotCanvas.image(
            width: 640, height: Self.top + Self.size + 52, title: title,
            grid + unscaled.bins.compactMap(bar) + [diagonal] + (scaled?.bins.compactMap(ring) ?? []) + legend)
    }

    private var grid: [MarkupElement] {
        let (right, floor) = (horizontal(1), vertical(0))
        let ticks = stride(from: 0.0, through: 1.0, by: 0.2).flatMap { value in
            [
                PlotCanvas.line(Self.left, vertical(value), right, vertical(value), "grid"),
                PlotCanvas.line(horizontal(value), Self.top, horizontal(value), floor, "grid"),
                PlotCanvas.text(Self.axis.text(value), x: Self.left - 8, y: vertical(value) + 4, anchor: "end"),
                PlotCanvas.text(Self.axis.text(value), x: horizontal(value), y: floor + 18, anchor: "middle"),
            ]
        }
        let middle = Self.top + Self.size / 2
        return ticks + [
            PlotCanvas.text(
                "confidence", x: Self.left + Self.size / 2, y: floor + 40, anchor: "middle", style: "strong"),
            PlotCanvas.text("right answers", x: 16, y: middle, anchor: "middle", style: "strong")
                .with("transform", "rotate(-90 16 \(middle.svg))"),
        ]
    }

    private var diagonal: MarkupElement {
        PlotCanvas.line(horizontal(0), vertical(0), horizontal(1), vertical(1), "axis").with("stroke-dasharray", "5 4")
    }

    private func bar(_ bin: ReliabilityCurve.Bin) -> MarkupElement? {
        guard let accuracy = bin.accuracy, let confidence = bin.confidence else { return nil }
        return PlotCanvas.rectangle(
            x: horizontal(bin.lower) + 1, y: vertical(accuracy), width: Self.size * (bin.upper - bin.lower) - 2,
            height: Self.size * accuracy, color: PlotStyle.color(0), opacity: 0.75,
            about: "\(bin.count) examples with confidence \(NumberText.fixed(confidence, 3)): "
                + "\(NumberText.percent(accuracy)) right")
    }

    private func ring(_ bin: ReliabilityCurve.Bin) -> MarkupElement? {
        guard let accuracy = bin.accuracy, let confidence = bin.confidence else { return nil }
        return MarkupElement(
            "circle",
            [
                "cx": horizontal(confidence).svg, "cy": vertical(accuracy).svg, "r": "5", "fill": "none",
                "stroke": PlotStyle.color(1), "stroke-width": "2",
            ],
            [
                MarkupElement(
                    "title",
                    text: "scaled: \(bin.count) examples with confidence \(NumberText.fixed(confidence, 3)): "
                        + "\(NumberText.percent(accuracy)) right")
            ])
    }

    private var legend: [MarkupElement] {
        let x = horizontal(1) + 28
        var parts = [
            PlotCanvas.rectangle(
                x: x, y: Self.top + 8, width: 14, height: 12, color: PlotStyle.color(0), opacity: 0.75),
            PlotCanvas.text("as it is", x: x + 22, y: Self.top + 18),
            PlotCanvas.line(x, Self.top + 62, x + 16, Self.top + 62, "axis").with("stroke-dasharray", "5 4"),
            PlotCanvas.text("as sure as right", x: x + 22, y: Self.top + 66),
        ]
        if scaled != nil {
            parts += [
                MarkupElement(
                    "circle",
                    [
                        "cx": (x + 7).svg, "cy": (Self.top + 38).svg, "r": "5", "fill": "none",
                        "stroke": PlotStyle.color(1), "stroke-width": "2",
                    ]),
                PlotCanvas.text("after temperature scaling", x: x + 22, y: Self.top + 42),
            ]
        }
        return parts
    }
}
