/// One text or text pair of a data set, with its label where the set has one.
public struct Example: Sendable, Hashable {
    /// The data set's own id of the row, or the row's number from 0.
    public var id: String
    /// The text, or the first text of a pair.
    public var text: String
    /// The second text of a pair; nil for tasks on single texts.
    public var pair: String?
    /// The label; nil in unlabelled test sets.
    public var label: Label?

    /// Creates an example.
    public init(id: String, text: String, pair: String? = nil, label: Label? = nil) {
        self.id = id
        self.text = text
        self.pair = pair
        self.label = label
    }
}
