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

    /// The components that have settings, once every component is known to be one that bitspike has.
    func components(path: String) throws(TextError) -> (normalizer: Normalizer, postProcessor: PostProcessorDocument) {
        func checked<Part>(
            _ part: Part?, _ place: String, _ type: (Part) -> String, _ supported: [String]
        ) throws(TextError) -> Part {
            guard let part, supported.contains(type(part)) else {
                throw .unsupported(
                    path: path, place: place, found: part.map(type) ?? "null",
                    supported: supported.joined(separator: ", "))
            }
            return part
        }
        let normalizer = try checked(normalizer, "normalizer", \.type, ["BertNormalizer"])
        _ = try checked(preTokenizer, "pre_tokenizer", \.type, ["BertPreTokenizer"])
        _ = try checked(model, "model", { $0.type ?? "WordPiece" }, ["WordPiece"])
        let supported = ["TemplateProcessing", "BertProcessing"]
        return (normalizer, try checked(postProcessor, "post_processor", \.type, supported))
    }
}
