/// What bitspike reads of a tokenizer.json, but for the vocabulary. Padding and truncation are the caller's affair.
struct TokenizerDocument: Decodable {
    struct Normalizer: Decodable {
        let type: String
        let cleanText: Bool?
        let handleChineseChars: Bool?
        let stripAccents: Bool?
        let lowercase: Bool?

        enum CodingKeys: String, CodingKey {
            case type, lowercase
            case cleanText = "clean_text"
            case handleChineseChars = "handle_chinese_chars"
            case stripAccents = "strip_accents"
        }
    }

    struct Component: Decodable {
        let type: String
    }

    struct Model: Decodable {
        /// Old files leave it out.
        let type: String?
        let unknownToken: String?
        let continuingSubwordPrefix: String?
        let maximumInputCharsPerWord: Int?

        enum CodingKeys: String, CodingKey {
            case type
            case unknownToken = "unk_token"
            case continuingSubwordPrefix = "continuing_subword_prefix"
            case maximumInputCharsPerWord = "max_input_chars_per_word"
        }
    }

    let normalizer: Normalizer?
    let preTokenizer: Component?
    let postProcessor: PostProcessorDocument?
    let model: Model
    let addedTokens: [AddedToken]?

    enum CodingKeys: String, CodingKey {
        case normalizer, model
        case preTokenizer = "pre_tokenizer"
        case postProcessor = "post_processor"
        case addedTokens = "added_tokens"
    }

    /// Throws unless every component is one that bitspike has.
    func checkComponents(path: String) throws(TextError) {
        let components = [
            ("normalizer", normalizer?.type, ["BertNormalizer"]),
            ("pre_tokenizer", preTokenizer?.type, ["BertPreTokenizer"]),
            ("model", model.type ?? "WordPiece", ["WordPiece"]),
            ("post_processor", postProcessor?.type, ["TemplateProcessing", "BertProcessing"]),
        ]
        for (place, type, supported) in components where !supported.contains(type ?? "null") {
            throw .unsupported(
                path: path, place: place, found: type ?? "null", supported: supported.joined(separator: ", "))
        }
    }
}
