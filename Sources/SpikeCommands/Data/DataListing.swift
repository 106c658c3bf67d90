import Foundation

/// The list of items as text.
package enum DataListing {
    private struct Entry: Encodable {
        let name: String
        let alias: String
        let kind: DataItem.Kind
        let summary: String
        let licence: String
        let byteCount: Int
        let files: [DataFile]
        let sources: [String]
    }

    /// A JSON array with one object per item.
    package static func json(_ items: [DataItem]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let entries = items.map { item in
            Entry(
                name: item.name, alias: item.alias, kind: item.kind, summary: item.summary, licence: item.licence,
                byteCount: item.byteCount, files: item.files, sources: item.sources.map(\.requirement))
        }
        return String(decoding: try encoder.encode(entries), as: UTF8.self)
    }

    /// A block of lines per item: the item, its files, its sources.
    package static func table(_ items: [DataItem]) -> String {
        items.map { item in
            let title =
                "\(item.name) (alias \(item.alias)): \(item.kind.rawValue), \(item.licence), \(size(item.byteCount))"
            let files = item.files.map { "  \($0.sha256)  \(size($0.byteCount))  \($0.name)" }
            let sources = "  from \(item.sources.map(\.requirement).joined(separator: " or "))"
            return ([title, "  \(item.summary)"] + files + [sources]).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// Bytes with three significant digits, right-aligned in 8 columns.
    private static func size(_ bytes: Int) -> String {
        let units = ["B", "kB", "MB", "GB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit + 1 < units.count {
            value /= 1000
            unit += 1
        }
        let digits = unit == 0 ? "\(bytes)" : String(format: "%.1f", value)
        return "\(digits) \(units[unit])"
    }
}
