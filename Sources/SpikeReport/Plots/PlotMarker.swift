import Foundation

/// Shapes of markers, of about equal area.
enum PlotMarker {
    /// A marker around a point.
    static func element(
        _ index: Int, x: Double, y: Double, radius: Double, attributes: (fill: String, stroke: String)
    ) -> MarkupElement {
        MarkupElement(
            "path",
            [
                "d": path(index, x: x, y: y, radius: radius), "fill": attributes.fill, "stroke": attributes.stroke,
                "stroke-width": "1.8", "stroke-linejoin": "round",
            ])
    }

    private static func path(_ index: Int, x: Double, y: Double, radius r: Double) -> String {
        /// Corners of a regular polygon, or of a star when every other one lies further in.
        func polygon(_ corners: Int, _ radius: Double, turn: Double = -90, inner: Double? = nil) -> String {
            let points = (0..<(inner == nil ? corners : 2 * corners)).map { corner in
                let angle = (turn + 360 * Double(corner) / Double(inner == nil ? corners : 2 * corners)) * .pi / 180
                let reach = corner % 2 == 1 ? inner ?? radius : radius
                return "\((x + reach * cos(angle)).svg) \((y + reach * sin(angle)).svg)"
            }
            return "M" + points.joined(separator: "L") + "Z"
        }
        switch index % 7 {
        case 1: return polygon(4, r * 1.25, turn: -45)
        case 2: return polygon(3, r * 1.4)
        case 3: return polygon(4, r * 1.35)
        case 4: return polygon(3, r * 1.4, turn: 90)
        case 5: return polygon(5, r * 1.5, inner: r * 0.65)
        case 6: return polygon(6, r * 1.15)
        default:
            return "M\((x - r).svg) \(y.svg)a\(r.svg) \(r.svg) 0 1 0 \((2 * r).svg) 0"
                + "a\(r.svg) \(r.svg) 0 1 0 \((-2 * r).svg) 0Z"
        }
    }
}

extension Double {
    /// A coordinate with at most two decimals.
    var svg: String {
        let text = String(format: "%.2f", self)
        guard text.contains(".") else { return text }
        let short = String(text.reversed().drop { $0 == "0" }.reversed())
        return short.hasSuffix(".") ? String(short.dropLast()) : short
    }
}
