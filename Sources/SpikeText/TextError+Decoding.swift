extension TextError {
    /// What a JSON decoder found wrong with a file.
    init(decoding error: any Error, path: String) {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context):
            let place = (context.codingPath + [key]).map(Self.name).joined(separator: ".")
            self = .malformed(path: path, place: place, reason: "is missing")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = context.codingPath.map(Self.name).joined(separator: ".")
            self = .malformed(path: path, place: place, reason: "has another type than a BERT tokenizer's")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let place = context.codingPath.map(Self.name).joined(separator: ".")
            self = .malformed(path: path, place: place, reason: "has a value that cannot be read")
        default:
            self = .malformed(path: path, place: "document", reason: "is not valid JSON")
        }
    }

    private static func name(_ key: any CodingKey) -> String {
        key.intValue.map { "[\($0)]" } ?? key.stringValue
    }
}
