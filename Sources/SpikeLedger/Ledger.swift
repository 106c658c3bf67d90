#if Training
    import Foundation
    import GRDB

    /// The database of all trainings: an SQLite file that several processes may use at a time.
    ///
    /// It keeps SQLite's rollback journal instead of a write-ahead log: the ledger stays one file that can be copied, read in
    /// a folder that cannot be written and shared over a network, and a few rows a minute need no more.
    public final class Ledger: Sendable {
        /// What the ledger is opened for.
        public enum Access: Sendable {
            /// Must exist; nothing is written, unless it has to be brought up to date.
            case reading
            /// Is made where it does not exist.
            case writing
        }

        /// The file.
        public let path: String
        private let queue: DatabaseQueue

        /// Opens a ledger and brings it up to date.
        ///
        /// - Parameter patience: seconds to wait for another process that holds it.
        public init(_ url: URL, for access: Access, patience: Double = 10) throws(LedgerError) {
            let path = url.path
            self.path = path
            let exists = FileManager.default.fileExists(atPath: path)
            guard exists || access == .writing else { throw .missing(path: path) }
            if !exists { try Self.makeFolder(of: url) }
            do {
                var (queue, isCurrent) = try Self.opened(path, access, patience: patience)
                if !isCurrent {
                    if access == .reading { queue = try Self.queue(path, isReadOnly: false, patience: patience) }
                    try Self.migrate(queue, path: path, isUpdate: exists)
                }
                self.queue = queue
            } catch {
                throw LedgerError(error, path: path)
            }
        }

        private static func makeFolder(of url: URL) throws(LedgerError) {
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch {
                throw .unwritable(path: url.path, reason: "its folder cannot be made")
            }
        }

        /// The database, and whether every migration was done.
        private static func opened(
            _ path: String, _ access: Access, patience: Double
        ) throws -> (queue: DatabaseQueue, isCurrent: Bool) {
            func open(isReadOnly: Bool) throws -> (queue: DatabaseQueue, isCurrent: Bool) {
                let queue = try queue(path, isReadOnly: isReadOnly, patience: patience)
                return (queue, try queue.read { try check($0, path: path) })
            }
            do { return try open(isReadOnly: access == .reading) } catch let error as DatabaseError
                where access == .reading && error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
            {
                // A process was killed while it wrote; who may write takes back what it had begun.
                return try open(isReadOnly: false)
            }
        }

        private static func queue(_ path: String, isReadOnly: Bool, patience: Double) throws -> DatabaseQueue {
            var configuration = Configuration()
            configuration.readonly = isReadOnly
            configuration.busyMode = .timeout(patience)
            configuration.foreignKeysEnabled = true
            return try DatabaseQueue(path: path, configuration: configuration)
        }

        /// Whether every migration was done; throws for what is no ledger that this program knows.
        private static func check(_ database: Database, path: String) throws -> Bool {
            let migrator = LedgerSchema.migrator
            let mark = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            let isEmpty = try database.schemaIsEmpty()
            guard mark == LedgerSchema.applicationID || isEmpty else { throw LedgerError.foreign(path: path) }
            if isEmpty { return false }
            guard try !migrator.hasBeenSuperseded(database) else { throw LedgerError.newer(path: path) }
            return try migrator.hasCompletedMigrations(database)
        }

        private static let migrationAttempts = 20

        private static func migrate(_ queue: DatabaseQueue, path: String, isUpdate: Bool) throws {
            for attempt in 1...migrationAttempts {
                do { return try LedgerSchema.migrator.migrate(queue) } catch {
                    let error = LedgerError(error, path: path)
                    switch error {
                    // Another process may do the same at the same time, one migration after the other.
                    case .broken where attempt < migrationAttempts: Thread.sleep(forTimeInterval: 0.05)
                    case .unwritable(_, let reason) where isUpdate:
                        throw LedgerError.outdated(path: path, reason: reason)
                    default: throw error
                    }
                }
            }
        }

        /// Adds a run and returns it with its number.
        public func add(_ run: Run) throws(LedgerError) -> Run {
            try writing { database in
                var run = run
                try run.insert(database)
                return run
            }
        }

        /// Stores a run that was changed, and measurements beside it, all or nothing.
        public func update(_ run: Run, adding measurements: [RunMeasurement] = []) throws(LedgerError) {
            precondition(run.id != nil, "only a run of the ledger can be updated")
            try writing { database in
                try run.update(database)
                for measurement in measurements { try measurement.write(run: run.id ?? 0, to: database) }
            }
        }

        /// The run of a number.
        ///
        /// - Throws: `LedgerError.unknownRun` when there is none.
        public func run(_ id: Int64) throws(LedgerError) -> Run {
            guard let run = try reading({ try Run.fetchOne($0, key: id) }) else { throw .unknownRun(id, path: path) }
            return run
        }

        /// Runs in the order they were started.
        public func runs(_ filter: RunFilter = RunFilter()) throws(LedgerError) -> [Run] {
            var request = Run.order(Column("id"))
            if let task = filter.task { request = request.filter(Column("task") == task) }
            if let study = filter.study { request = request.filter(Column("study") == study) }
            if let state = filter.state { request = request.filter(Column("state") == state.rawValue) }
            return try reading { [request] in try request.fetchAll($0) }
        }

        /// The last run that wrote, or was to write, an output.
        public func lastRun(output: String) throws(LedgerError) -> Run? {
            try reading { try Run.filter(Column("output") == output).order(Column("id").desc).fetchOne($0) }
        }

        /// The last run of a study's cell.
        public func lastRun(study: String, cell: String) throws(LedgerError) -> Run? {
            try reading {
                try Run.filter(Column("study") == study && Column("cell") == cell).order(Column("id").desc).fetchOne($0)
            }
        }

        /// What was measured of a run, by T.
        public func measurements(of run: Run) throws(LedgerError) -> [RunMeasurement] {
            try reading {
                try RunMeasurement.fetchAll(
                    $0, sql: "SELECT * FROM measurements WHERE run = ? ORDER BY split, timeSteps", arguments: [run.id])
            }
        }

        private func reading<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
            do { return try queue.read(body) } catch { throw LedgerError(error, path: path) }
        }

        private func writing<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
            do { return try queue.write(body) } catch { throw LedgerError(error, path: path) }
        }
    }

    extension Database {
        /// Whether nothing was ever made here: a new file, an empty one, or what a process left that was killed before the
        /// first migration, which is GRDB's own table alone.
        fileprivate func schemaIsEmpty() throws -> Bool {
            try Int.fetchOne(self, sql: "SELECT COUNT(*) FROM sqlite_master WHERE tbl_name <> 'grdb_migrations'") == 0
        }
    }
#endif
