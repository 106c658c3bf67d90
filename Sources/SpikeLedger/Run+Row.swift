#if Training
    import Foundation
    import GRDB

    extension Run: FetchableRecord, MutablePersistableRecord {
        /// Name of the table.
        public static let databaseTableName = "runs"

        /// Reads a row.
        public init(row: Row) throws {
            id = row["id"]
            started = row["started"]
            ended = row["ended"]
            kind = try Self.named(row["kind"], column: "kind")
            state = try Self.named(row["state"], column: "state")
            message = row["message"]
            study = row["study"]
            cell = row["cell"]
            labels = try JSONColumn.decode(row["labels"])
            task = row["task"]
            recipe = row["recipe"]
            recipeSHA256 = row["recipeSHA256"]
            seed = try Self.seed(row["seed"])
            teacher = row["teacher"]
            teacherMetrics = try JSONColumn.decode(row["teacherMetrics"])
            metrics = try JSONColumn.decode(row["metrics"])
            size = try (row["size"] as String?).map { try JSONColumn.decode($0) }
            trainingSeconds = row["trainingSeconds"]
            machine = try JSONColumn.decode(row["machine"])
            output = row["output"]
        }

        /// Writes a row.
        public func encode(to container: inout PersistenceContainer) throws {
            container["id"] = id
            container["started"] = started
            container["ended"] = ended
            container["kind"] = kind.rawValue
            container["state"] = state.rawValue
            container["message"] = message
            container["study"] = study
            container["cell"] = cell
            container["labels"] = try JSONColumn.encode(labels)
            container["task"] = task
            container["recipe"] = recipe
            container["recipeSHA256"] = recipeSHA256
            // Text, because SQLite's integers are signed.
            container["seed"] = "\(seed)"
            container["teacher"] = teacher
            container["teacherMetrics"] = try JSONColumn.encode(teacherMetrics)
            container["metrics"] = try JSONColumn.encode(metrics)
            container["size"] = try size.map { try JSONColumn.encode($0) }
            container["trainingSeconds"] = trainingSeconds
            container["machine"] = try JSONColumn.encode(machine)
            container["output"] = output
        }

        /// Takes the number that the database gave.
        public mutating func didInsert(_ inserted: InsertionSuccess) { id = inserted.rowID }

        private static func named<Name: RawRepresentable>(_ value: String, column: String) throws -> Name
        where Name.RawValue == String {
            guard let name = Name(rawValue: value) else {
                throw DatabaseError(resultCode: .SQLITE_MISMATCH, message: "unknown \(column) '\(value)'")
            }
            return name
        }

        private static func seed(_ text: String) throws -> UInt64 {
            guard let seed = UInt64(text) else {
                throw DatabaseError(resultCode: .SQLITE_MISMATCH, message: "'\(text)' is no seed")
            }
            return seed
        }
    }
#endif
