#if Training
    import Foundation
    import GRDB

    extension Run: FetchableRecord, MutablePersistableRecord {
        /// Name of the table.
        public static let databaseTableName = "runs"

        /// Reads a row.
        public init(row: Row) throws {
            id = try row.value("id")
            started = try row.value("started")
            ended = try row.value("ended")
            kind = try Self.named(row.value("kind"), column: "kind")
            state = try Self.named(row.value("state"), column: "state")
            message = try row.value("message")
            study = try row.value("study")
            cell = try row.value("cell")
            labels = try row.json("labels")
            task = try row.value("task")
            recipe = try row.value("recipe")
            recipeSHA256 = try row.value("recipeSHA256")
            seed = try Self.seed(row.value("seed"))
            teacher = try row.value("teacher")
            teacherMetrics = try row.json("teacherMetrics")
            metrics = try row.json("metrics")
            size = try row.optionalJSON("size")
            trainingSeconds = try row.value("trainingSeconds")
            machine = try row.json("machine")
            output = try row.value("output")
            arguments = try row.optionalJSON("arguments")
            folder = try row.value("folder")
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
            container["arguments"] = try arguments.map { try JSONColumn.encode($0) }
            container["folder"] = folder
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
