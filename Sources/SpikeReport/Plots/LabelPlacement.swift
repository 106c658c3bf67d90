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

    /// A straight line that texts should keep clear of.
    struct Stroke {
        var from: (x: Double, y: Double)
        var to: (x: Double, y: Double)

        /// Small boxes along the line.
        var boxes: [Box] {
            let (dx, dy) = (to.x - from.x, to.y - from.y)
            let steps = max(1, Int((dx * dx + dy * dy).squareRoot() / 4))
            return (0...steps).map { step in
                let part = Double(step) / Double(steps)
                return Box(x: from.x + part * dx - 1, y: from.y + part * dy - 1, width: 2, height: 2)
            }
        }
    }

    static let fontSize = 10.5
    private static let letterWidth = 5.9
    private let area: Box
    private var taken: [Box]
    private let disliked: [Box]

    /// - Parameters:
    ///   - marks: points that must stay visible.
    ///   - strokes: lines that are covered only where there is no other room.
    init(area: Box, marks: [(x: Double, y: Double)], strokes: [Stroke] = []) {
        self.area = area
        disliked = strokes.flatMap(\.boxes)
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
        let boxes = offsets.map { Box(x: x + $0.0, y: y + $0.1, width: width, height: height) }
        let free = boxes.filter { box in area.contains(box) && !taken.contains(where: box.overlaps) }
        guard let box = free.first(where: { !disliked.contains(where: $0.overlaps) }) ?? free.first else { return nil }
        taken.append(box)
        return (box.x, box.y + height - 2)
    }
}
