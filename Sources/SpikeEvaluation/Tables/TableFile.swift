import Foundation

/// A data file in memory, and how its rows are separated.
struct TableFile {
    /// How a file separates its rows and fields.
    enum Format: String, CaseIterable {
        /// Tab-separated, without any quoting, as GLUE's files are.
        case tsv
        /// One JSON object a line.
        case jsonl
        /// Comma-separated with quotes (RFC 4180).
        case csv
    }

    /// Path, for messages.
    let path: String
    /// The content without byte-order mark.
    let bytes: ArraySlice<UInt8>

    /// Reads a file whole.
    init(_ url: URL) throws(EvaluationError) {
        path = url.path
        do {
            let content = [UInt8](try Data(contentsOf: url))
            bytes = content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content[...]
        } catch {
            throw .unreadable(path: url.path, reason: Self.reason(of: error))
        }
    }

    private static func reason(of error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile?: "no such file"
        case .fileReadNoPermission?: "permission denied"
        default: error.localizedDescription.shortenedToOneLine
        }
    }

    /// Calls `body` for every line that is not blank, without its line end (LF or CRLF).
    func forEachLine(_ body: (Int, ArraySlice<UInt8>) throws(EvaluationError) -> Void) throws(EvaluationError) {
        var start = bytes.startIndex
        var line = 0
        while start < bytes.endIndex {
            line += 1
            let newline = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            var end = newline
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            if end > start { try body(line, bytes[start..<end]) }
            start = min(newline + 1, bytes.endIndex)
        }
    }

    /// Calls `body` for every row of a tab-separated file; nothing is quoted and nothing is escaped.
    func forEachTabSeparatedRow(
        _ body: (TableRow) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        try forEachLine { (line, content) throws(EvaluationError) in
            let fields = content.split(separator: 0x09, omittingEmptySubsequences: false)
            try body(TableRow(line: line, fields: fields))
        }
    }

    /// Calls `body` for every row of a comma-separated file.
    func forEachCommaSeparatedRow(
        _ body: (TableRow) throws(EvaluationError) -> Void
    ) throws(EvaluationError) {
        var parser = CommaSeparatedParser(bytes)
        while let row = try next(of: &parser) { try body(row) }
    }

    private func next(of parser: inout CommaSeparatedParser) throws(EvaluationError) -> TableRow? {
        do throws(RowProblem) {
            return try parser.next()
        } catch {
            throw .badRow(path: path, line: parser.rowLine, error)
        }
    }
}
