/// One row of a table as undecoded bytes; only the columns that are used get decoded.
struct TableRow {
    /// Line of the file on which the row starts, from 1.
    let line: Int
    /// Bytes of the fields, separators and quotes removed.
    let fields: [ArraySlice<UInt8>]

    /// The text of a field.
    func text(at column: Int) throws(RowProblem) -> String {
        guard let text = String(validating: fields[column], as: UTF8.self) else { throw .invalidUTF8 }
        return text
    }
}
