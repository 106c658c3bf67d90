/// Where the columns of an example are in the rows of one file.
struct ColumnPositions: Equatable {
    /// Position of the text.
    let text: Int
    /// Position of the second text.
    let pair: Int?
    /// Position of the label; nil in unlabelled files.
    let label: Int?
    /// Position of the row's own id.
    let id: Int?
    /// Position of the column that decides a hashed split.
    let hashed: Int?
    /// Fields a row must have.
    let fields: Int
    /// Whether more fields are allowed.
    let allowsMoreFields: Bool

    /// Names that a column of row ids may have.
    static let idNames = ["index", "idx", "id"]

    /// Finds the first of the task's column names that the header has, or nil.
    init?(header: [String], task: TextTask, needsLabel: Bool, hashed: String?) {
        guard let columns = task.columns(of: Set(header), needsLabel: needsLabel),
            let text = header.firstIndex(of: columns.text)
        else { return nil }
        if let hashed, !header.contains(hashed) { return nil }
        self.text = text
        pair = columns.pair.flatMap { header.firstIndex(of: $0) }
        label = header.firstIndex(of: columns.label)
        id = Self.idNames.lazy.compactMap { header.firstIndex(of: $0) }.first
        self.hashed = hashed.flatMap { header.firstIndex(of: $0) }
        fields = header.count
        allowsMoreFields = false
    }

    /// Positions of an official file without header.
    init(_ layout: HeaderlessLayout) {
        text = layout.text
        pair = layout.pair
        label = layout.label
        id = nil
        hashed = nil
        fields = layout.minimumFields
        allowsMoreFields = layout.allowsMoreFields
    }

    /// Whether a row may have this many fields.
    func allows(fields count: Int) -> Bool { count == fields || (allowsMoreFields && count > fields) }

    /// The number of fields, for messages.
    var expectedFields: String { allowsMoreFields ? "at least \(fields)" : "\(fields)" }
}
