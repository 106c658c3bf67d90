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
    }

    /// `["[SEP]", 102]`
    struct TokenAndID: Decodable {
        let id: Int32

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            _ = try values.decode(String.self)
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

    /// The templates of one text and of two; every id below `vocabularySize`.
    func templates(
        path: String, vocabularySize: Int
    ) throws(TextError) -> (single: SequenceTemplate, pair: SequenceTemplate) {
        let templates =
            if let cls, let sep {
                SequenceTemplate.bert(cls: cls.id, sep: sep.id)
            } else {
                (
                    single: try template(single ?? [], "post_processor.single", path: path),
                    pair: try template(pair ?? [], "post_processor.pair", path: path)
                )
            }
        guard templates.single.texts == [0] else {
            throw .malformed(path: path, place: "post_processor.single", reason: "must hold the sequence A once")
        }
        guard templates.pair.texts.sorted() == [0, 1] else {
            throw .malformed(path: path, place: "post_processor.pair", reason: "must hold the sequences A and B once")
        }
        for case .special(let id, _) in templates.single.parts + templates.pair.parts
        where id < 0 || id >= vocabularySize {
            throw .malformed(
                path: path, place: "post_processor", reason: "id \(id) is outside the vocabulary of \(vocabularySize)")
        }
        return templates
    }

    private func template(_ pieces: [Piece], _ place: String, path: String) throws(TextError) -> SequenceTemplate {
        var parts: [SequenceTemplate.Part] = []
        for piece in pieces {
            if let sequence = piece.sequence, let index = ["A", "B"].firstIndex(of: sequence.id) {
                parts.append(.text(index, typeID: sequence.typeID))
            } else if let special = piece.specialToken, let token = specialTokens?[special.id] {
                parts += token.ids.map { .special(id: $0, typeID: special.typeID) }
            } else {
                let name = piece.specialToken?.id ?? piece.sequence?.id ?? "?"
                throw .malformed(path: path, place: place, reason: "'\(name)' is neither A, B nor a special token")
            }
        }
        return SequenceTemplate(parts)
    }
}
