/// A word of recipes and configs that is one of a list: another one is an error that names the list.
public protocol ListedWord: RawRepresentable, CaseIterable, Codable where RawValue == String {}

extension ListedWord {
    /// Decodes a word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let value = Self(rawValue: word) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "unknown word '\(word)'; use one of \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self = value
    }
}
