/// Names of the columns that hold the texts and the label of an example.
public struct ColumnNames: Sendable, Equatable, CustomStringConvertible {
    /// Column of the text, or of the first text of a pair.
    public let text: String
    /// Column of the second text; nil for tasks on single texts.
    public let pair: String?
    /// Column of the label.
    public let label: String

    /// What tables call theirs where nothing else is said.
    public static let usual = ColumnNames(text: "text")

    /// Names the columns.
    public init(text: String, pair: String? = nil, label: String = "label") {
        self.text = text
        self.pair = pair
        self.label = label
    }

    /// The names, separated by commas.
    public var description: String { [text, pair, label].compactMap(\.self).joined(separator: ", ") }

    /// The columns without the label, as unlabelled files have them.
    var unlabelledDescription: String { [text, pair].compactMap(\.self).joined(separator: ", ") }
}
