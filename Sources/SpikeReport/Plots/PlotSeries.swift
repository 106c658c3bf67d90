/// Points of a plot that belong together and are joined by a line.
public struct PlotSeries: Sendable, Equatable {
    /// One point.
    public struct Point: Sendable, Equatable {
        /// Place along the horizontal axis.
        public var x: Double
        /// Place along the vertical axis.
        public var y: Double
        /// Half the length of the error bar; nil draws none.
        public var deviation: Double?
        /// Text beside the point.
        public var label: String?
        /// Whether it is filled; others are rings.
        public var isMain: Bool

        /// Creates a point.
        public init(x: Double, y: Double, deviation: Double? = nil, label: String? = nil, isMain: Bool = true) {
            self.x = x
            self.y = y
            self.deviation = deviation
            self.label = label
            self.isMain = isMain
        }
    }

    /// Shown when the pointer rests on its points.
    public var name: String
    /// Which colour; equal numbers look the same.
    public var color: Int
    /// Which shape of marker.
    public var marker: Int
    /// In the order of the line.
    public var points: [Point]
    /// Whether points have markers; long curves do without.
    public var hasMarkers: Bool

    /// Creates a series.
    public init(_ name: String, color: Int, marker: Int = 0, points: [Point], hasMarkers: Bool = true) {
        self.name = name
        self.color = color
        self.marker = marker
        self.points = points
        self.hasMarkers = hasMarkers
    }
}
