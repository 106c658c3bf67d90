/// Rows in aligned columns: text to the left, numbers to the right.
struct TextTable {
    private let header: [String]
    private var rows: [[String]] = []

    init(_ first: String, _ rest: [String]) { header = [first] + rest }

    init(_ header: String...) { self.header = header }

    mutating func add(_ first: String, _ rest: [String]) { rows.append([first] + rest) }

    mutating func add(_ row: String...) { rows.append(row) }

    /// The table's lines, header first.
    var lines: [String] {
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([header] + rows).map { row in
            row.enumerated().map { column, text in
                let padding = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + padding : padding + text
            }.joined(separator: "  ")
        }
    }
}
