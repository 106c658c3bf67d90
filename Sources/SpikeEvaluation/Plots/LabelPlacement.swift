/// Finds places for texts beside points, where they cover neither points nor other texts.
struct LabelPlacement {
    struct Box {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        func overlaps(_ other: Box) -> Bool {
            x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height
        }

        func contains(_ other: Box) -> Bool {
            other.x >= x && other.y >= y && other.x + other.width <= x + width && other.y + other.height <= y + height
        }
    }

    static let fontSize = 10.5
    private static let letterWidth = 5.9
    private let area: Box
    private var taken: [Box]

    /// - Parameter marks: points that must stay visible.
    init(area: Box, marks: [(x: Double, y: Double)]) {
        self.area = area
        let size = PlotStyle.markerRadius
        taken = marks.map { Box(x: $0.x - size, y: $0.y - size, width: 2 * size, height: 2 * size) }
    }

    /// Left end and baseline of a text; nil when there is no room beside the point.
    mutating func place(_ text: String, besideX x: Double, y: Double) -> (x: Double, y: Double)? {
        let (width, height) = (Double(text.count) * Self.letterWidth, Self.fontSize)
        let gap = PlotStyle.markerRadius + 2
        let offsets = [
            (gap, -height - 2), (-width / 2, -gap - height), (gap, 2), (-width / 2, gap), (-gap - width, -height - 2),
            (-gap - width, 2), (gap, -height / 2), (-gap - width, -height / 2),
        ]
        for (dx, dy) in offsets {
            let box = Box(x: x + dx, y: y + dy, width: width, height: height)
            guard area.contains(box), !taken.contains(where: box.overlaps) else { continue }
            taken.append(box)
            return (box.x, box.y + height - 2)
        }
        return nil
    }
}
