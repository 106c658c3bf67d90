/// Colours and sizes of plots: legible on white and on dark pages. `ReportStyle` repeats the sheet for inline images.
enum PlotStyle {
    /// Of middling lightness and different to eyes that see red and green alike.
    static let colors = [
        "#2f7fc1", "#e2762b", "#2e9b73", "#b765c5", "#c94f5f", "#8d8322", "#4aa8b8", "#8a6f63", "#e38fb6",
        "#6f7f9c",
    ]

    static func color(_ index: Int) -> String { colors[index % colors.count] }

    /// The signs for colours that depend on the page. Plain attributes would do for white pages only.
    static let sheet = """
        text{font-family:system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:#57606a}
        .title{fill:#1f2328;font-weight:600}.strong{fill:#1f2328}
        .grid{stroke:#8c959f;stroke-opacity:.28}.axis{stroke:#8c959f}.hollow{fill:#ffffff}
        .halo{stroke:#ffffff;stroke-width:3;stroke-linejoin:round;paint-order:stroke}
        @media (prefers-color-scheme:dark){text{fill:#9da7b1}.title,.strong{fill:#e6edf3}
        .hollow{fill:#0d1117}.halo{stroke:#0d1117}}
        """

    static let titleSize = 16.0
    static let textSize = 12.0
    /// Width of a letter of `textSize`, on the generous side.
    static let letterWidth = 6.6
    static let markerRadius = 5.0
}
