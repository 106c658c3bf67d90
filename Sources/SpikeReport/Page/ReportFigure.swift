import Foundation
import SpikeEvaluation

/// A picture with what it shows as a table, on the page and to take away.
struct ReportFigure {
    /// Name within the page, and of the file that is taken away.
    var id: String
    var title: String
    /// What to see in it.
    var caption: String
    var image: MarkupElement
    var data: ReportTable

    /// Longer tables are for spreadsheets only.
    static let rowsShown = 120

    var element: MarkupElement {
        var figure = MarkupElement(
            "figure", ["id": id, "aria-labelledby": "\(id)-title"],
            [
                MarkupElement("h3", ["id": "\(id)-title"], text: title),
                // Narrow windows scroll it, also from the keyboard.
                MarkupElement(
                    "div", ["class": "image", "tabindex": "0", "role": "group", "aria-labelledby": "\(id)-title"],
                    [image]),
                MarkupElement("figcaption", text: caption),
            ])
        figure.add(Self.data(data, id: id, title: title, isFolded: true))
        return figure
    }

    /// A table, folded away or open, and the link to its file.
    static func data(_ table: ReportTable, id: String, title: String, isFolded: Bool) -> MarkupElement {
        let link = MarkupElement(
            "a",
            [
                "class": "csv", "download": "\(id).csv",
                "href": "data:text/csv;base64," + Data(table.csv.utf8).base64EncodedString(),
                "aria-label": "Take “\(title)” away as CSV",
            ], text: table.rows.count > rowsShown ? "\(title) (CSV)" : "CSV")
        guard table.rows.count <= rowsShown else { return MarkupElement("p", ["class": "data"], [link]) }
        let rows = HTMLTable(table, caption: title).element
        guard isFolded else { return MarkupElement("div", ["class": "data"], [rows, MarkupElement("p", [:], [link])]) }
        return MarkupElement(
            "div", ["class": "data"],
            [
                MarkupElement("details", [:], [MarkupElement("summary", text: "Data of “\(title)”"), rows]),
                MarkupElement("p", [:], [link]),
            ])
    }
}
