/// What colours and markers of a plot mean.
public struct PlotLegend: Sendable, Equatable {
    /// One kind of sign with its heading.
    public struct Section: Sendable, Equatable {
        /// Heading, for example the name of an axis of a grid.
        public var title: String
        /// Texts, by number of colour or marker.
        public var entries: [String]

        /// Creates a section.
        public init(_ title: String, _ entries: [String]) {
            self.title = title
            self.entries = entries
        }
    }

    /// Meaning of the colours.
    public var colors: Section
    /// Meaning of the markers; nil where they mean nothing.
    public var markers: Section?

    /// Creates a legend.
    public init(colors: Section, markers: Section? = nil) {
        self.colors = colors
        self.markers = markers
    }
}
