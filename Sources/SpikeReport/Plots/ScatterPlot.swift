/// A plot of points with error bars, as an SVG image.
public struct ScatterPlot: Sendable, Equatable {
    /// A vertical line.
    public struct Boundary: Sendable, Equatable {
        /// Place along the horizontal axis.
        public var x: Double
        /// What begins there.
        public var text: String

        /// Creates a line.
        public init(x: Double, text: String) {
            self.x = x
            self.text = text
        }
    }

    /// Above the plot.
    public var title: String
    /// Smaller, below the title.
    public var subtitle: String
    /// Horizontal axis.
    public var x: PlotAxis
    /// Vertical axis.
    public var y: PlotAxis
    /// A horizontal line for comparison, and its text.
    public var reference: (value: Double, text: String)?
    /// Vertical lines where something changes, and their texts.
    public var boundaries: [Boundary] = []
    /// The points.
    public var series: [PlotSeries]
    /// What colours and markers mean.
    public var legend: PlotLegend

    /// Creates a plot.
    public init(
        title: String, subtitle: String, x: PlotAxis, y: PlotAxis, reference: (value: Double, text: String)? = nil,
        series: [PlotSeries], legend: PlotLegend
    ) {
        self.title = title
        self.subtitle = subtitle
        self.x = x
        self.y = y
        self.reference = reference
        self.series = series
        self.legend = legend
    }

    /// Points that can be drawn: finite, and positive along logarithmic axes.
    var drawable: [PlotSeries] {
        series.map { series in
            var kept = series
            kept.points = series.points.filter { point in
                point.x.isFinite && point.y.isFinite && (point.x > 0 || !x.isLogarithmic)
                    && (point.y > 0 || !y.isLogarithmic)
            }
            return kept
        }.filter { !$0.points.isEmpty }
    }

    /// The image; nil when there is no point to draw.
    public var svg: String? {
        guard var image = PlotDrawing(self)?.image else { return nil }
        image.add(MarkupElement("style", text: PlotStyle.sheet))
        return image.rendered()
    }

    /// Whether everything that is drawn is the same.
    public static func == (left: ScatterPlot, right: ScatterPlot) -> Bool {
        left.title == right.title && left.subtitle == right.subtitle && left.x == right.x && left.y == right.y
            && left.reference?.value == right.reference?.value && left.reference?.text == right.reference?.text
            && left.boundaries == right.boundaries && left.series == right.series && left.legend == right.legend
    }
}
