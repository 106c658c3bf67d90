/// A value in a JSON line; nested arrays and objects are of no use to a task.
enum JSONField: Decodable, Equatable {
    case null
    case integer(Int)
    case number(Double)
    case text(String)
    case nested

    init(from decoder: any Decoder) throws {
        guard let value = try? decoder.singleValueContainer() else {
            self = .nested
            return
        }
        if value.decodeNil() {
            self = .null
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let integer = try? value.decode(Int.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else {
            self = .nested
        }
    }
}
