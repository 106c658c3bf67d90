/// Column positions, from 0, of official files that have no header line.
struct HeaderlessLayout: Sendable, Equatable {
    /// File names without extension.
    let files: [String]
    /// Extension of the files.
    let fileExtension: String
    /// Position of the text.
    let text: Int
    /// Position of the second text.
    var pair: Int?
    /// Position of the label.
    let label: Int
    /// Fewest fields a row may have.
    var minimumFields: Int { max(text, pair ?? 0, label) + 1 }
    /// Whether more fields than `minimumFields` are allowed.
    var allowsMoreFields = false
}
