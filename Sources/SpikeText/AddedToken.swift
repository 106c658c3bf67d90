/// One entry of `added_tokens`: a token that is found in the text before words are, and never split.
struct AddedToken: Sendable, Decodable {
    var content: String
    var id: Int
    var isSingleWord = false
    var stripsLeft = false
    var stripsRight = false
    /// Whether the token is looked for in the normalized text, not in the text as given.
    var isNormalized = false

    enum CodingKeys: String, CodingKey {
        case content, id
        case isSingleWord = "single_word"
        case stripsLeft = "lstrip"
        case stripsRight = "rstrip"
        case isNormalized = "normalized"
    }

    /// A special token with BERT's flags.
    init(special content: String, id: Int) {
        self.content = content
        self.id = id
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        content = try values.decode(String.self, forKey: .content)
        id = try values.decode(Int.self, forKey: .id)
        isSingleWord = try values.decode(Bool.self, forKey: .isSingleWord)
        stripsLeft = try values.decode(Bool.self, forKey: .stripsLeft)
        stripsRight = try values.decode(Bool.self, forKey: .stripsRight)
        isNormalized = try values.decode(Bool.self, forKey: .isNormalized)
    }
}
