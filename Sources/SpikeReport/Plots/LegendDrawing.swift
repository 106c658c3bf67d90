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
        return 24 + PlotStyle.letterWidth * Double(texts.map { min($0.count, longest) }.max() ?? 0)
    }

    var elements: [MarkupElement] {
        var line = 0
        var elements = section(legend.colors, line: &line, sign: swatch)
        if let markers = legend.markers {
            line += 1
            elements += section(markers, line: &line) { index, y in
                PlotMarker.element(
                    index, x: x + 7, y: y, radius: PlotStyle.markerRadius, attributes: ("#8c959f", "#8c959f"))
            }
        }
        return elements
    }

    /// No marker, because a colour stands for all shapes.
    private func swatch(_ index: Int, y: Double) -> MarkupElement {
        MarkupElement(
            "rect",
            [
                "x": x.svg, "y": (y - 5).svg, "width": "14", "height": "10", "rx": "3",
                "fill": PlotStyle.color(index),
            ])
    }

    private func section(
        _ section: PlotLegend.Section, line: inout Int, sign: (Int, Double) -> MarkupElement
    ) -> [MarkupElement] {
        var elements = [text(section.title, at: 0, line: line, style: "strong")]
        line += 1
        for (index, entry) in section.entries.enumerated() {
            elements.append(sign(index, y + Double(line) * Self.lineHeight))
            elements.append(text(entry, at: 22, line: line, style: ""))
            line += 1
        }
        return elements
    }

    private func text(_ text: String, at offset: Double, line: Int, style: String) -> MarkupElement {
        let shown = text.count <= Self.longest ? text : text.prefix(Self.longest - 1) + "…"
        return MarkupElement(
            "text",
            [
                "x": (x + offset).svg, "y": (y + Double(line) * Self.lineHeight + 4).svg,
                "font-size": PlotStyle.textSize.svg, "class": style,
            ], text: shown)
    }
}
