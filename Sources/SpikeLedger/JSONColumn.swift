#if Training
    import Foundation
    import GRDB

    /// Values that are JSON text in their column, keys sorted.
    enum JSONColumn {
        static func encode(_ value: some Encodable) throws -> String {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        }

        static func decode<Value: Decodable>(_ text: String) throws -> Value {
            do { return try JSONDecoder().decode(Value.self, from: Data(text.utf8)) } catch {
                throw DatabaseError(
                    resultCode: .SQLITE_MISMATCH, message: "'\(text.prefix(40))' is not the JSON that belongs there")
            }
        }
    }
#endif
