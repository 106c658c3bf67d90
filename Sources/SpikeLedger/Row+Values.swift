#if Training
    import GRDB

    /// Columns whose content is checked: `row[…]` traps on a value of another type, and any program can write a ledger.
    extension Row {
        /// The value of a column.
        func value<Value: DatabaseValueConvertible>(_ column: String) throws -> Value {
            try decode(Value.self, forColumn: column)
        }

        /// The value of a column of JSON text.
        func json<Value: Decodable>(_ column: String) throws -> Value {
            try JSONColumn.decode(decode(String.self, forColumn: column))
        }

        /// The value of a column of JSON text that may be NULL.
        func optionalJSON<Value: Decodable>(_ column: String) throws -> Value? {
            try decode(String?.self, forColumn: column).map { try JSONColumn.decode($0) }
        }
    }
#endif
