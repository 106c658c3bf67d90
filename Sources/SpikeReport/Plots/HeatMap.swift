/// Numbers of rows and columns as colours, with the numbers in them.
struct HeatMap {
    var title: String
    var rows: [String]
    var columns: [String]
    /// By row and column; nil leaves a gap.
    var values: [[Double?]]
    /// What the numbers are.
    var unit: String

    private static let cell = (width: 104.0, height: 34.0)
    private static let head = 30.0

    private var left: Double { 20 + PlotStyle.letterWidth * Double(rows.map(\.count).max() ?? 0) }

    var image: MarkupElement {
        let largest = max(values.joined().compactMap(\.self).max() ?? 0, .leastNormalMagnitude)
        var parts = columns.enumerated().map { column, name in
            PlotCanvas.text(
                name, x: left + (Double(column) + 0.5) * Self.cell.width, y: Self.head - 10, anchor: "middle")
        }
        for (row, name) in rows.enumerated() {
            let y = Self.head + Double(row) * Self.cell.height
            parts.append(PlotCanvas.text(name, x: left - 10, y: y + Self.cell.height / 2 + 4, anchor: "end"))
            for (column, value) in values[row].enumerated() {
                guard let value else { continue }
                parts += cell(value, share: value / largest, row, column)
            }
        }
        return PlotCanvas.image(
            width: left + Double(columns.count) * Self.cell.width + 12,
            height: Self.head + Double(rows.count) * Self.cell.height + 8, title: title, parts)
    }

    private func cell(_ value: Double, share: Double, _ row: Int, _ column: Int) -> [MarkupElement] {
        let x = left + Double(column) * Self.cell.width
        let y = Self.head + Double(row) * Self.cell.height
        let text = NumberText.fixed(value, 3)
        return [
            PlotCanvas.rectangle(
                x: x + 1, y: y + 1, width: Self.cell.width - 2, height: Self.cell.height - 2,
                color: PlotStyle.color(0), opacity: 0.06 + 0.6 * share,
                about: "\(rows[row]), \(columns[column]): \(text) \(unit)"),
            PlotCanvas.text(
                text, x: x + Self.cell.width / 2, y: y + Self.cell.height / 2 + 4, anchor: "middle", style: "strong"),
        ]
    }
}
