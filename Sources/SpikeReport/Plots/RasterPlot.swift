import SpikeModel

/// Spikes of one site through all layers: a column a time step, token by token; a band a layer; a line a neuron.
struct RasterPlot {
    let raster: SpikeRaster
    let site: SpikingSite

    private static let rowHeight = 3.5
    private static let pageWidth = 860.0
    private static let bandGap = 8.0
    private static let left = 58.0
    private static let top = 84.0
    /// For the last token's text.
    private static let right = 66.0
    private static let tokenGap = 6.0

    private var bands: [SpikeRaster.Band] { raster.bands.filter { $0.site == site } }

    /// As wide as the page, but wide enough to be pointed at.
    private var stepWidth: Double {
        let columns = Double(raster.tokens.count * raster.timeSteps)
        let room = Self.pageWidth - Self.left - Self.right - Self.tokenGap * Double(raster.tokens.count)
        return min(max(room / max(columns, 1), 3, 14 / Double(raster.timeSteps)), 24)
    }
    private var tokenWidth: Double { stepWidth * Double(raster.timeSteps) + Self.tokenGap }

    var image: MarkupElement {
        let bands = bands
        let heights = bands.map { Double($0.shown.count) * Self.rowHeight }
        let width = max(Self.left + tokenWidth * Double(raster.tokens.count) + Self.right, 420)
        let height = Self.top + heights.reduce(0) { $0 + $1 + Self.bandGap } + 4
        var parts = raster.tokens.enumerated().map { token, text in label(text, token) }
        var y = Self.top
        for (band, height) in zip(bands, heights) {
            parts.append(
                PlotCanvas.text(
                    site == .embedding ? "input" : "layer \(band.layer)", x: Self.left - 8, y: y + height / 2 + 4,
                    anchor: "end"))
            parts.append(PlotCanvas.line(Self.left, y - 4, width - Self.right, y - 4, "grid"))
            parts += [path(band, y: y, sign: 1, style: "up"), path(band, y: y, sign: -1, style: "down")]
            parts += raster.tokens.indices.map { touch(band, token: $0, y: y, height: height) }
            y += height + Self.bandGap
        }
        return MarkupElement(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width.svg) \(height.svg)",
                "width": width.svg, "height": height.svg, "role": "application", "tabindex": "0",
                "aria-label":
                    "Spikes of \(site.rawValue) by layer and token; arrow keys go from token to token and from "
                    + "layer to layer",
                "data-columns": "\(raster.tokens.count)",
            ], parts)
    }

    private func x(_ token: Int) -> Double { Self.left + tokenWidth * Double(token) }

    private func label(_ text: String, _ token: Int) -> MarkupElement {
        let (x, y) = (x(token) + tokenWidth / 2 + 3, Self.top - 10)
        return PlotCanvas.text(text.count > 14 ? text.prefix(13) + "…" : text, x: x, y: y, size: 11, style: "strong")
            .with("transform", "rotate(-50 \(x.svg) \(y.svg))")
    }

    /// All spikes of a sign as one path; neighbouring ones of a neuron as one stroke.
    private func path(_ band: SpikeRaster.Band, y: Double, sign: Int, style: String) -> MarkupElement {
        var path = ""
        for row in band.shown.indices {
            let middle = y + (Double(row) + 0.5) * Self.rowHeight
            var column = 0
            while column < band.values.count {
                guard band.values[column][row].signum() == sign else {
                    column += 1
                    continue
                }
                let (token, step) = column.quotientAndRemainder(dividingBy: raster.timeSteps)
                var length = 1
                while step + length < raster.timeSteps, band.values[column + length][row].signum() == sign {
                    length += 1
                }
                path += "M\((x(token) + Double(step) * stepWidth).svg) \(middle.svg)"
                path += "h\((Double(length) * stepWidth - 0.6).svg)"
                column += length
            }
        }
        return MarkupElement("path", ["d": path, "class": style, "stroke-width": "2.6", "fill": "none"])
    }

    /// What the pointer meets.
    private func touch(_ band: SpikeRaster.Band, token: Int, y: Double, height: Double) -> MarkupElement {
        let rate = Double(band.spikes[token]) / Double(band.neurons * raster.timeSteps)
        let place = site == .embedding ? "the input" : "layer \(band.layer)"
        let about =
            "“\(raster.tokens[token])” in \(place), \(site.rawValue): \(NumberText.grouped(band.spikes[token])) spikes of "
            + "\(NumberText.grouped(band.neurons)) neurons, \(NumberText.fixed(rate, 3)) per neuron and step"
        return MarkupElement(
            "rect",
            [
                "x": (x(token) - Self.tokenGap / 2).svg, "y": (y - 1).svg, "width": tokenWidth.svg,
                "height": (height + 2).svg,
                "class": "touch",
            ], [MarkupElement("title", text: about)])
    }
}
