/// The `post_processor` of a tokenizer.json: `TemplateProcessing` or `BertProcessing`.
struct PostProcessorDocument: Decodable {
    /// `{"SpecialToken": {…}}` or `{"Sequence": {…}}`.
    struct Piece: Decodable {
        struct Place: Decodable {
            let id: String
            let typeID: Int32

            enum CodingKeys: String, CodingKey {
                case id
                case typeID = "type_id"
            }
        }

        let specialToken: Place?
        let sequence: Place?

        enum CodingKeys: String, CodingKey {
            case specialToken = "SpecialToken"
            case sequence = "Sequence"
        }
    }

    struct SpecialToken: Decodable {
        let ids: [Int32]
        let tokens: [String]
    }

    /// `["[SEP]", 102]`
    struct TokenAndID: Decodable {
        let token: String
        let id: Int32

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            token = try values.decode(String.self)
            id = try values.decode(Int32.self)
        }
    }

    let type: String
    let single: [Piece]?
    let pair: [Piece]?
    let specialTokens: [String: SpecialToken]?
    let cls: TokenAndID?
    let sep: TokenAndID?

    enum CodingKeys: String, CodingKey {
        case type, single, pair, cls, sep
        case specialTokens = "special_tokens"
    }

    /// The templates of one text and of two, whose special tokens have the ids that the vocabulary gives them.
    func templates(
        _ vocabulary: Vocabulary, path: String
    ) throws(TextError) -> (single: SequenceTemplate, pair: SequenceTemplate) {
        for (token, id) in namedIDs {
            let known = try vocabulary.id(ofSpecial: token, path: path)
            guard known == id else {
                throw .malformed(
                    path: path, place: "post_processor",
                    reason: "\(token) has id \(id), the vocabulary gives it \(known)")
            }
        }
        if let cls, let sep { return SequenceTemplate.bert(cls: cls.id, sep: sep.id) }
        let single = try template(single ?? [], "post_processor.single", path: path)
        guard single.texts == [0] else {
            throw .malformed(path: path, place: "post_processor.single", reason: "must hold the sequence A once")
        }
        let pair = try template(pair ?? [], "post_processor.pair", path: path)
        guard pair.texts.sorted() == [0, 1] else {
            throw .malformed(path: path, place: "post_processor.pair", reason: "must hold the sequences A and B once")
        }
        return (single, pair)
    }

    /// Every special token with the id that this document gives it.
    private var namedIDs: [(token: String, id: Int32)] {
        let ofTemplate = (specialTokens ?? [:]).sorted { $0.key < $1.key }.flatMap {
            zip($0.value.tokens, $0.value.ids)
        }
        return [cls, sep].compactMap { $0.map { ($0.token, $0.id) } } + ofTemplate.map { ($0.0, $0.1) }
    }

    private func template(_ pieces: [Piece], _ place: String, path: String) throws(TextError) -> SequenceTemplate {
        var parts: [SequenceTemplate.Part] = []
        for piece in pieces {
            if let named = piece.sequence ?? piece.specialToken, named.typeID < 0 {
                throw .malformed(
                    path: path, place: place, reason: "'\(named.id)' has the negative type_id \(named.typeID)")
            }
            if let sequence = piece.sequence, let index = ["A", "B"].firstIndex(of: sequence.id) {
                parts.append(.text(index, typeID: sequence.typeID))
            } else if let special = piece.specialToken, let token = specialTokens?[special.id] {
                parts += zip(token.ids, token.tokens).map { .special(id: $0.0, typeID: special.typeID) }
            } else {
                let name = piece.specialToken?.id ?? piece.sequence?.id ?? "?"
                throw .malformed(path: path, place: place, reason: "'\(name)' is neither A, B nor a special token")
            }
        }
        return SequenceTemplate(parts)
    }
}
