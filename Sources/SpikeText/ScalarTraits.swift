/// What the normalizer and the word splitter need to know about one Unicode scalar.
struct ScalarTraits: OptionSet, Sendable {
    let rawValue: UInt8

    /// Dropped by `clean_text`: controls, formats, private use, U+0000 and U+FFFD.
    static let removed = ScalarTraits(rawValue: 1)
    /// Separates words.
    static let whitespace = ScalarTraits(rawValue: 1 << 1)
    /// Is a word by itself.
    static let punctuation = ScalarTraits(rawValue: 1 << 2)
    /// Dropped by `strip_accents`.
    static let nonspacing = ScalarTraits(rawValue: 1 << 3)
    /// Padded with spaces by `handle_chinese_chars`.
    static let chinese = ScalarTraits(rawValue: 1 << 4)
    /// Has a canonical decomposition.
    static let decomposes = ScalarTraits(rawValue: 1 << 5)
    /// Has a canonical combining class other than 0.
    static let combining = ScalarTraits(rawValue: 1 << 6)
    /// Has a lowercase mapping.
    static let lowercases = ScalarTraits(rawValue: 1 << 7)
}
