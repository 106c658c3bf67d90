/// What all plots of a report are drawn with: frames, lines and texts.
enum PlotCanvas {
    /// An image of a size, scaled to the width there is.
    static func image(width: Double, height: Double, title: String, _ children: [MarkupElement]) -> MarkupElement {
        MarkupElement(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width.svg) \(height.svg)",
                "width": width.svg, "height": height.svg, "role": "img",
            ], [MarkupElement("title", text: title)] + children)
    }

    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> MarkupElement {
        MarkupElement("line", ["x1": x1.svg, "y1": y1.svg, "x2": x2.svg, "y2": y2.svg, "class": style])
    }

    /// Text from its `anchor` (start, middle, end); `y` is its baseline.
    static func text(
        _ text: String, x: Double, y: Double, anchor: String = "start", size: Double = PlotStyle.textSize,
        style: String = ""
    ) -> MarkupElement {
        MarkupElement(
            "text", ["x": x.svg, "y": y.svg, "font-size": size.svg, "text-anchor": anchor, "class": style], text: text)
    }

    /// A filled rectangle that says something when the pointer rests on it.
    static func rectangle(
        x: Double, y: Double, width: Double, height: Double, color: String, opacity: Double = 1, about: String? = nil
    ) -> MarkupElement {
        MarkupElement(
            "rect",
            [
                "x": x.svg, "y": y.svg, "width": max(width, 0).svg, "height": max(height, 0).svg, "fill": color,
                "fill-opacity": opacity.svg,
            ], about.map { [MarkupElement("title", text: $0)] } ?? [])
    }
}
