/// Horizontal bars from somewhere to somewhere, such as the steps of a waterfall.
struct BarPlot {
    struct Bar {
        var label: String
        /// Where it starts, at most `end`.
        var start: Double = 0
        var end: Double
        /// Number of its colour.
        var color: Int
        /// Behind the bar.
        var text: String
    }

    var title: String
    /// What the bars measure, from 0 on.
    var axis: PlotAxis
    /// Groups with a line between them.
    var groups: [[Bar]]
    /// Where the axis ends at the latest; longer bars are cut off, with a sign. nil: all are whole.
    var limit: Double?

    private static let width = 820.0
    private static let rowHeight = 27.0
    private static let top = 12.0
    private static let bottom = 48.0

    private var left: Double {
        24 + PlotStyle.letterWidth * Double(groups.joined().map(\.label.count).max() ?? 0)
    }

    var image: MarkupElement {
        let largest = groups.joined().map(\.end).max() ?? 1
        let ticks = axis.ticks(0...max(min(largest, limit ?? largest), .leastNormalMagnitude))
        let rows = groups.joined().count
        let height = Self.top + Double(rows) * Self.rowHeight + Double(groups.count - 1) * 12 + Self.bottom
        // Room for the text behind the longest bar.
        let span = Self.width - left - 110
        func place(_ value: Double) -> Double { left + span * axis.position(value, in: ticks.range) }
        let floor = height - Self.bottom + 6
        var parts = ticks.values.flatMap { value in
            [
                PlotCanvas.line(place(value), Self.top, place(value), floor, "grid"),
                PlotCanvas.text(axis.text(value), x: place(value), y: floor + 17, anchor: "middle"),
            ]
        }
        parts.append(
            PlotCanvas.text(axis.title, x: left + span / 2, y: height - 6, anchor: "middle", style: "strong"))
        var y = Self.top
        for (index, group) in groups.enumerated() {
            if index > 0 {
                parts.append(PlotCanvas.line(12, y + 6, Self.width - 12, y + 6, "grid"))
                y += 12
            }
            for bar in group {
                parts += self.bar(bar, y: y, end: ticks.range.upperBound, place)
                y += Self.rowHeight
            }
        }
        return PlotCanvas.image(width: Self.width, height: height, title: title, parts)
    }

    private func bar(_ bar: Bar, y: Double, end limit: Double, _ place: (Double) -> Double) -> [MarkupElement] {
        let (start, end) = (place(min(bar.start, limit)), place(min(bar.end, limit)))
        let cut =
            bar.end <= limit
            ? []
            : [PlotCanvas.line(end - 14, y + Self.rowHeight - 1, end - 6, y + 1, "cut")]
        return [
            PlotCanvas.text(bar.label, x: left - 10, y: y + Self.rowHeight / 2 + 4, anchor: "end"),
            PlotCanvas.rectangle(
                x: start, y: y + 4, width: max(end - start, 1), height: Self.rowHeight - 8,
                color: PlotStyle.color(bar.color), about: "\(bar.label): \(bar.text)"),
            PlotCanvas.text(bar.text, x: end + 6, y: y + Self.rowHeight / 2 + 4, style: "strong"),
        ] + cut
    }
}
