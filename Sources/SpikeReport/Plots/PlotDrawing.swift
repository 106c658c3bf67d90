/// Places everything of a plot on its canvas.
struct PlotDrawing {
    private let plot: ScatterPlot
    private let series: [PlotSeries]
    private let xTicks: AxisTicks
    private let yTicks: AxisTicks
    private let width = 820.0
    private let height: Double
    private let top: Double
    private let bottom = 60.0
    private let left = 74.0
    private let right: Double

    /// nil without points.
    init?(_ plot: ScatterPlot) {
        self.plot = plot
        // Within a page the title stands above the image.
        (top, height) = plot.title.isEmpty ? (20, 380) : (64, 480)
        series = plot.drawable
        let points = series.flatMap(\.points)
        let heights =
            points.flatMap { [$0.y - ($0.deviation ?? 0), $0.y + ($0.deviation ?? 0)] }
            + (plot.reference.map { [$0.value] } ?? [])
        guard let minimum = points.map(\.x).min(), let maximum = points.map(\.x).max(), let low = heights.min(),
            let high = heights.max()
        else { return nil }
        xTicks = plot.x.ticks(minimum...maximum)
        // A deviation may reach below what a logarithm has.
        yTicks = plot.y.ticks(plot.y.isLogarithmic ? max(low, (points.map(\.y).min() ?? 1) / 2)...high : low...high)
        right = LegendDrawing.width(plot.legend) + 40
    }

    private var plotWidth: Double { width - left - right }
    private var plotHeight: Double { height - top - bottom }

    private func place(_ point: PlotSeries.Point) -> (x: Double, y: Double) { (horizontal(point.x), vertical(point.y)) }

    private func horizontal(_ value: Double) -> Double {
        left + plotWidth * plot.x.position(value, in: xTicks.range)
    }

    private func vertical(_ value: Double) -> Double {
        top + plotHeight * (1 - plot.y.position(value, in: yTicks.range))
    }

    /// The whole image.
    var image: MarkupElement {
        let title = (plot.title.isEmpty ? "" : plot.title + ": ") + "\(plot.y.title) against \(plot.x.title)"
        let parts = [
            heading, grid, axes, referenceLine, plot.boundaries.flatMap(boundary), series.flatMap(lines),
            series.flatMap(errorBars), series.filter(\.hasMarkers).flatMap(markers), labels,
            LegendDrawing(plot.legend, x: width - right + 24, y: top + 4).elements,
        ]
        return PlotCanvas.image(width: width, height: height, title: title, Array(parts.joined()))
    }

    private var heading: [MarkupElement] {
        guard !plot.title.isEmpty else { return [] }
        return [
            PlotCanvas.text(plot.title, x: left, y: 26, size: PlotStyle.titleSize, style: "title"),
            PlotCanvas.text(plot.subtitle, x: left, y: 46),
        ]
    }

    private var grid: [MarkupElement] {
        let rows = yTicks.values.flatMap { value in
            let y = vertical(value)
            return [
                PlotCanvas.line(left, y, left + plotWidth, y, "grid"),
                PlotCanvas.text(plot.y.text(value), x: left - 9, y: y + 4, anchor: "end"),
            ]
        }
        let columns = xTicks.values.flatMap { value in
            let x = horizontal(value)
            return [
                PlotCanvas.line(x, top, x, top + plotHeight, "grid"),
                PlotCanvas.text(plot.x.text(value), x: x, y: top + plotHeight + 19, anchor: "middle"),
            ]
        }
        return rows + columns
    }

    private var axes: [MarkupElement] {
        let middle = top + plotHeight / 2
        return [
            PlotCanvas.line(left, top + plotHeight, left + plotWidth, top + plotHeight, "axis"),
            PlotCanvas.text(plot.x.title, x: left + plotWidth / 2, y: height - 16, anchor: "middle", style: "strong"),
            MarkupElement(
                "text",
                [
                    "x": "18", "y": middle.svg, "font-size": PlotStyle.textSize.svg, "text-anchor": "middle",
                    "class": "strong", "transform": "rotate(-90 18 \(middle.svg))",
                ], text: plot.y.title),
        ]
    }

    private var referenceLine: [MarkupElement] {
        guard let reference = plot.reference else { return [] }
        let y = vertical(reference.value)
        let isAtTop = y < top + 20
        return [
            MarkupElement(
                "line",
                [
                    "x1": left.svg, "y1": y.svg, "x2": (left + plotWidth).svg, "y2": y.svg, "class": "axis",
                    "stroke-dasharray": "5 4", "stroke-width": "1.2",
                ]),
            PlotCanvas.text(
                reference.text, x: left + plotWidth - 6, y: isAtTop ? y + 16 : y - 7, anchor: "end",
                size: PlotStyle.textSize - 1, style: "halo"),
        ]
    }

    private func boundary(_ boundary: ScatterPlot.Boundary) -> [MarkupElement] {
        guard xTicks.range.contains(boundary.x) else { return [] }
        let x = horizontal(boundary.x)
        return [
            PlotCanvas.line(x, top, x, top + plotHeight, "axis"),
            PlotCanvas.text(boundary.text, x: x + 5, y: top + 12, size: PlotStyle.textSize - 1, style: "halo"),
        ]
    }

    private func lines(_ series: PlotSeries) -> [MarkupElement] {
        guard series.points.count > 1 else { return [] }
        let path = series.points.map(place).map { "\($0.x.svg) \($0.y.svg)" }.joined(separator: "L")
        return [
            MarkupElement(
                "path",
                [
                    "d": "M" + path, "fill": "none", "stroke": PlotStyle.color(series.color), "stroke-width": "1.6",
                    "stroke-opacity": series.hasMarkers ? "0.55" : "0.9", "stroke-linejoin": "round",
                ])
        ]
    }

    private func errorBars(_ series: PlotSeries) -> [MarkupElement] {
        series.points.compactMap { point in
            guard let deviation = point.deviation, deviation > 0 else { return nil }
            let x = horizontal(point.x)
            let (high, low) = (vertical(point.y + deviation), vertical(point.y - deviation))
            let cap = 4.0
            return MarkupElement(
                "path",
                [
                    "d": "M\((x - cap).svg) \(high.svg)h\((2 * cap).svg)M\(x.svg) \(high.svg)V\(low.svg)"
                        + "M\((x - cap).svg) \(low.svg)h\((2 * cap).svg)",
                    "fill": "none", "stroke": PlotStyle.color(series.color), "stroke-width": "1.4",
                ])
        }
    }

    private func markers(_ series: PlotSeries) -> [MarkupElement] {
        let color = PlotStyle.color(series.color)
        return series.points.map { point in
            let (x, y) = place(point)
            let about = [series.name, point.label, "\(plot.x.title) \(plot.x.text(point.x))", plot.y.text(point.y)]
            let radius = PlotStyle.markerRadius - (point.isMain ? 0 : 1)
            var group = MarkupElement(
                "g", [:], [MarkupElement("title", text: about.compactMap(\.self).joined(separator: ", "))])
            // A disc in the page's colour keeps lines out of rings.
            if !point.isMain {
                group.add(
                    MarkupElement("circle", ["cx": x.svg, "cy": y.svg, "r": (radius * 0.9).svg, "class": "hollow"]))
            }
            group.add(
                PlotMarker.element(
                    series.marker, x: x, y: y, radius: radius, attributes: (point.isMain ? color : "none", color)))
            return group
        }
    }

    private var labels: [MarkupElement] {
        let area = LabelPlacement.Box(x: left, y: top - 10, width: plotWidth + 20, height: plotHeight + 10)
        var placement = LabelPlacement(
            area: area, marks: series.filter(\.hasMarkers).flatMap { $0.points.map(place) },
            strokes: series.flatMap(strokes))
        return series.flatMap { series in
            series.points.compactMap { point -> MarkupElement? in
                guard let label = point.label else { return nil }
                let (x, y) = place(point)
                guard let spot = placement.place(label, besideX: x, y: y) else { return nil }
                return MarkupElement(
                    "text",
                    [
                        "x": spot.x.svg, "y": spot.y.svg, "font-size": LabelPlacement.fontSize.svg,
                        "style": "fill:\(PlotStyle.color(series.color))", "class": "halo",
                    ], text: label)
            }
        }
    }

    /// Ends of everything that is drawn of a series beside its markers.
    private func strokes(_ series: PlotSeries) -> [LabelPlacement.Stroke] {
        let points = series.points.map(place)
        let lines = zip(points, points.dropFirst()).map { LabelPlacement.Stroke(from: $0, to: $1) }
        let bars = series.points.compactMap { point -> LabelPlacement.Stroke? in
            guard let deviation = point.deviation else { return nil }
            let x = horizontal(point.x)
            return .init(from: (x, vertical(point.y + deviation)), to: (x, vertical(point.y - deviation)))
        }
        return lines + bars
    }
}
