/// A word of recipes and configs that is one of a list: another one is an error that names the list.
public protocol ListedWord: RawRepresentable, CaseIterable, Codable where RawValue == String {
    /// What to write instead of a word that is not in the list but known from elsewhere; nil where nothing is known.
    static func advice(on word: String) -> String?
}

extension ListedWord {
    /// No advice, unless a list says otherwise.
    public static func advice(on word: String) -> String? { nil }

    /// Decodes a word.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let word = try container.decode(String.self)
        guard let value = Self(rawValue: word) else {
            let words = Self.allCases.map(\.rawValue).joined(separator: ", ")
            let advice = Self.advice(on: word).map { "; \($0)" } ?? ""
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "unknown word '\(word)'; use one of \(words)\(advice)")
        }
        self = value
    }
}
