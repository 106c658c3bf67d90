import SpikeEvaluation

/// A table of results for a page; wide ones scroll by themselves.
struct HTMLTable {
    private let table: ReportTable
    private let caption: String

    init(_ table: ReportTable, caption: String) {
        self.table = table
        self.caption = caption
    }

    var element: MarkupElement {
        let head = table.columns.map { column in
            MarkupElement("th", ["scope": "col", "class": column.isNumber ? "number" : ""], text: column.name)
        }
        let rows = table.rows.map { cells in
            MarkupElement(
                "tr", [:],
                zip(table.columns, cells).enumerated().map { index, pair in
                    index == 0
                        ? MarkupElement("th", ["scope": "row"], text: pair.1)
                        : MarkupElement("td", ["class": pair.0.isNumber ? "number" : ""], text: pair.1)
                })
        }
        return MarkupElement(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption],
            [
                MarkupElement(
                    "table", [:],
                    [
                        MarkupElement("caption", text: caption),
                        MarkupElement("thead", [:], [MarkupElement("tr", [:], head)]),
                        MarkupElement("tbody", [:], rows),
                    ])
            ])
    }
}
