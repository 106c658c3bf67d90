/// Draws a legend as a column of signs with texts.
struct LegendDrawing {
    private static let lineHeight = 20.0
    private static let longest = 26
    private let legend: PlotLegend
    private let x: Double
    private let y: Double

    init(_ legend: PlotLegend, x: Double, y: Double) {
        self.legend = legend
        self.x = x
        self.y = y
    }

    /// Room that the texts need.
    static func width(_ legend: PlotLegend) -> Double {
        let texts =
            [legend.colors.title] + legend.colors.entries + [legend.markers?.title ?? ""]
            + (legend.markers?.entries ?? [])
        return 22 + PlotStyle.letterWidth * Double(texts.map { min($0.count, longest) }.max() ?? 0)
    }

    var elements: [SVGElement] {
        var line = 0
        var elements = section(legend.colors, line: &line) { index in
            let color = PlotStyle.color(index)
            return (legend.markers == nil ? index : 0, color, color)
        }
        if let markers = legend.markers {
            line += 1
            elements += section(markers, line: &line) { ($0, "#8c959f", "#8c959f") }
        }
        return elements
    }

    private func section(
        _ section: PlotLegend.Section, line: inout Int, sign: (Int) -> (marker: Int, fill: String, stroke: String)
    ) -> [SVGElement] {
        var elements = [text(section.title, at: 0, line: line, style: "strong")]
        line += 1
        for (index, entry) in section.entries.enumerated() {
            let look = sign(index)
            elements.append(
                PlotMarker.element(
                    look.marker, x: x + 6, y: y + Double(line) * Self.lineHeight, radius: PlotStyle.markerRadius,
                    attributes: (look.fill, look.stroke)))
            elements.append(text(entry, at: 20, line: line, style: ""))
            line += 1
        }
        return elements
    }

    private func text(_ text: String, at offset: Double, line: Int, style: String) -> SVGElement {
        let shown = text.count <= Self.longest ? text : text.prefix(Self.longest - 1) + "…"
        return SVGElement(
            "text",
            [
                "x": (x + offset).svg, "y": (y + Double(line) * Self.lineHeight + 4).svg,
                "font-size": PlotStyle.textSize.svg, "class": style,
            ], text: shown)
    }
}
