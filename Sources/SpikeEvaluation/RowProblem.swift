/// What is wrong with one row of a data file, and how to repair it.
public enum RowProblem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The header, or the keys of a JSON line, lack columns the task needs.
    case missingColumns(needed: String, found: [String])
    /// Too few or too many fields.
    case wrongFieldCount(expected: String, found: Int)
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A CSV quote that is never closed, or is followed by something else than a comma.
    case badQuote
    /// No JSON object, or a value of the wrong kind in it.
    case badJSON(reason: String)
    /// A label name that the task does not have.
    case badLabel(found: String, allowed: [String])
    /// A labelled split without a label in this row.
    case missingLabel
    /// A score that is no finite number.
    case badScore(found: String)

    /// What is wrong and how to repair it, without the place.
    public var description: String {
        switch self {
        case .missingColumns(let needed, let found):
            "needs the columns \(needed) but has \(found.listedOnOneLine); rename the columns or name yours"
        case .wrongFieldCount(let expected, let found):
            "\(found) \(found == 1 ? "field" : "fields"), expected \(expected); a separator is missing or too many"
        case .invalidUTF8: "not valid UTF-8; convert the file to UTF-8"
        case .badQuote: "a quoted field is not closed properly; double the quotes inside it"
        case .badJSON(let reason): "\(reason); write one JSON object per line"
        case .badLabel(let found, let allowed):
            "unknown label \(found.quotedOnOneLine); use one of \(allowed.joined(separator: ", "))"
        case .missingLabel: "no label; fill the label column or read the file as an unlabelled test split"
        case .badScore(let found): "\(found.quotedOnOneLine) is no finite number; write the score as a decimal number"
        }
    }
}
