import Foundation

/// What bitspike reads of a tokenizer_config.json, for folders with a vocab.txt only; the defaults are BERT's.
struct TokenizerSettings: Decodable {
    /// The five names of special tokens.
    enum Special: String, CaseIterable {
        case unknown = "unk_token"
        case separator = "sep_token"
        case padding = "pad_token"
        case classifier = "cls_token"
        case mask = "mask_token"

        var defaultToken: String {
            switch self {
            case .unknown: "[UNK]"
            case .separator: "[SEP]"
            case .padding: "[PAD]"
            case .classifier: "[CLS]"
            case .mask: "[MASK]"
            }
        }
    }

    var lowercases = true
    var stripsAccents: Bool?
    var separatesChinese = true
    private var names: [Special: String] = [:]
    /// Tokens that the file adds to a vocabulary, the special ones among them.
    private(set) var addedTokens: [String] = []

    /// BERT's settings.
    init() {}

    /// Reads a file.
    init(_ file: TextFile) throws(TextError) {
        do {
            self = try JSONDecoder().decode(TokenizerSettings.self, from: Data(file.bytes))
        } catch {
            throw TextError(decoding: error, path: file.path)
        }
    }

    private enum Key: String, CodingKey {
        case lowercases = "do_lower_case"
        case stripsAccents = "strip_accents"
        case separatesChinese = "tokenize_chinese_chars"
        case additions = "added_tokens_decoder"
        case additionalSpecialTokens = "additional_special_tokens"
    }

    private struct NameKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// A special token, as a string or as an object with flags.
    private struct Name: Decodable {
        let content: String

        private enum Key: String, CodingKey { case content }

        init(from decoder: any Decoder) throws {
            do {
                content = try decoder.singleValueContainer().decode(String.self)
            } catch DecodingError.typeMismatch {
                content = try decoder.container(keyedBy: Key.self).decode(String.self, forKey: .content)
            }
        }
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        lowercases = try values.decodeIfPresent(Bool.self, forKey: .lowercases) ?? true
        stripsAccents = try values.decodeIfPresent(Bool.self, forKey: .stripsAccents)
        separatesChinese = try values.decodeIfPresent(Bool.self, forKey: .separatesChinese) ?? true
        let tokens = try decoder.container(keyedBy: NameKey.self)
        for special in Special.allCases {
            names[special] = try tokens.decodeIfPresent(Name.self, forKey: NameKey(stringValue: special.rawValue))?
                .content
        }
        addedTokens =
            (try values.decodeIfPresent([String: Name].self, forKey: .additions) ?? [:]).values.map(\.content).sorted()
            + (try values.decodeIfPresent([Name].self, forKey: .additionalSpecialTokens) ?? []).map(\.content)
    }

    /// The content of a special token.
    func token(_ special: Special) -> String { names[special] ?? special.defaultToken }
}
