import SpikeCore

/// A table of results for people and for spreadsheets.
public struct ReportTable: Sendable, Equatable {
    /// One column.
    public struct Column: Sendable, Equatable {
        /// Heading.
        public let name: String
        /// Whether it holds numbers, which stand to the right.
        public let isNumber: Bool

        /// Creates a column.
        public init(_ name: String, isNumber: Bool = true) {
            self.name = name
            self.isNumber = isNumber
        }
    }

    /// Columns, left to right.
    public let columns: [Column]
    /// One text per column, top to bottom.
    public private(set) var rows: [[String]] = []

    /// An empty table.
    public init(columns: [Column]) { self.columns = columns }

    /// Adds a row; traps unless it has one text per column.
    public mutating func add(_ row: [String]) {
        precondition(row.count == columns.count, "one text per column")
        rows.append(row)
    }

    /// As a table of GitHub's Markdown, columns aligned; ends with a line break.
    public var markdown: String {
        let texts = ([columns.map(\.name)] + rows).map { $0.map(Self.markdownCell) }
        let widths = columns.indices.map { column in max(3, texts.map { $0[column].count }.max() ?? 0) }
        func line(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |\n" }
        let rule = zip(columns, widths).map { column, width in
            column.isNumber ? String(repeating: "-", count: width - 1) + ":" : String(repeating: "-", count: width)
        }
        let body = texts.map { row in line(aligned(row, widths)) }
        return (body.prefix(1) + [line(rule)] + body.dropFirst()).joined()
    }

    /// As comma-separated values after RFC 4180, with line feeds.
    public var csv: String {
        ([columns.map(\.name)] + rows).map { $0.map(Self.csvCell).joined(separator: ",") + "\n" }.joined()
    }

    /// For a terminal.
    public var lines: [String] {
        let texts = [columns.map(\.name)] + rows
        let widths = columns.indices.map { column in texts.map { $0[column].count }.max() ?? 0 }
        return texts.map { row in
            let line = aligned(row, widths).joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func aligned(_ row: [String], _ widths: [Int]) -> [String] {
        row.indices.map { column in
            let padding = String(repeating: " ", count: widths[column] - row[column].count)
            return columns[column].isNumber ? padding + row[column] : row[column] + padding
        }
    }

    /// A bar would end the cell, a line break the row, and a bracket begin an element of HTML.
    private static func markdownCell(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "\\": "\\\\"
            case "|": "\\|"
            case "&": "&amp;"
            case "<": "&lt;"
            default: nil
            }
        }
        .split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func csvCell(_ text: String) -> String {
        let needsQuotes = text.unicodeScalars.contains { [",", "\"", "\n", "\r"].contains($0) }
        return needsQuotes ? "\"\(text.replacingScalars { $0 == "\"" ? "\"\"" : nil })\"" : text
    }
}
