#if Training
    import Foundation
    import GRDB
    import SpikeLedger
    import SpikeTestSupport
    import Synchronization
    import Testing

    /// Files that are older, newer, broken, locked, foreign or read-only: one line each, and nothing is lost.
    @Suite("Files of the ledger") struct LedgerFileTests {
        /// The first version of the schema, word for word: what is out there never changes.
        private static let firstSchema = """
            PRAGMA application_id = \(0x6273_706B);
            CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
            INSERT INTO grdb_migrations VALUES ('1 runs');
            CREATE TABLE runs (
                id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, ended TEXT, kind TEXT NOT NULL,
                state TEXT NOT NULL, message TEXT, study TEXT, cell TEXT, labels TEXT NOT NULL, task TEXT NOT NULL,
                recipe TEXT NOT NULL, recipeSHA256 TEXT NOT NULL, seed TEXT NOT NULL, teacher TEXT NOT NULL,
                teacherMetrics TEXT NOT NULL, metrics TEXT NOT NULL, size TEXT, trainingSeconds REAL,
                machine TEXT NOT NULL, output TEXT NOT NULL
            ) STRICT;
            INSERT INTO runs VALUES (
                7, '2026-01-02 03:04:05.000', NULL, 'teacher', 'finished', NULL, NULL, NULL, '{}', 'sst2', '{}', 'abc',
                '18446744073709551615', '/base', '{}', '{"loss":0.5}', NULL, 12.5,
                '{"device":"cpu","engine":"e","kernels":"k","processor":"p","threads":1,"version":"0.1.0"}', '/out');
            """

        private static func database(_ url: URL, _ sql: String) throws {
            try DatabaseQueue(path: url.path).write { try $0.execute(sql: sql) }
        }

        /// The line of a ledger that cannot be opened, without its folder.
        private static func failure(_ url: URL, for access: Ledger.Access = .writing) -> String {
            do {
                _ = try Ledger(url, for: access, patience: 0.05)
                return "opened"
            } catch {
                return "\(error)".replacing(url.deletingLastPathComponent().path + "/", with: "")
            }
        }

        @Test("an older ledger is brought up to date and keeps its runs", arguments: [true, false])
        func older(isReading: Bool) throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                try Self.database(url, Self.firstSchema)
                let ledger = try Ledger(url, for: isReading ? .reading : .writing)
                let run = try ledger.run(7)
                #expect(run.seed == .max && run.metrics == ["loss": 0.5] && run.trainingSeconds == 12.5)
                #expect(run.kind == .teacher && run.state == .finished && run.machine.commit == nil)
                #expect(run.arguments == nil && run.folder == nil)
                #expect(try ledger.measurements(of: run).isEmpty)
                let again = try Ledger(url, for: .writing)
                try again.update(run, adding: [LedgerTests.measurement(timeSteps: 2, accuracy: 0.5)])
                #expect(try again.measurements(of: run).count == 1)
            }
        }

        @Test("measurements from before fidelity was recorded have none") func beforeFidelity() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                let ledger = try Ledger(url, for: .writing)
                let run = try ledger.add(LedgerTests.run())
                var measurement = LedgerTests.measurement(timeSteps: 2, accuracy: 0.5)
                try ledger.update(run, adding: [measurement])
                try Self.database(
                    url,
                    """
                    ALTER TABLE measurements DROP COLUMN fidelity;
                    DELETE FROM grdb_migrations WHERE identifier = '4 fidelity';
                    """)
                measurement.fidelity = [:]
                #expect(try Ledger(url, for: .reading).measurements(of: run) == [measurement])
            }
        }

        @Test("a ledger of a later version is refused and stays as it is") func newer() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                _ = try Ledger(url, for: .writing)
                try Self.database(url, "INSERT INTO grdb_migrations VALUES ('99 of the future')")
                let before = try Data(contentsOf: url)
                for access in [Ledger.Access.reading, .writing] {
                    #expect(
                        Self.failure(url, for: access)
                            == "ledger.sqlite: was written by a later bitspike; use that one, or name another file with --ledger"
                    )
                }
                #expect(try Data(contentsOf: url) == before)
            }
        }

        @Test("what a process left that was killed before its first migration is taken over") func killedAtBirth()
            throws
        {
            try withTemporaryFolder { folder in
                for (name, access) in [("a", Ledger.Access.writing), ("b", .reading)] {
                    let url = folder.appendingPathComponent(name)
                    try Self.database(url, "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)")
                    #expect(try Ledger(url, for: access).runs().isEmpty)
                    #expect(try Ledger(url, for: .reading).runs().isEmpty)
                }
            }
        }

        @Test("what a process had begun to write when it was killed is taken back, by readers too") func killedWriting()
            throws
        {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                let run = try Ledger(url, for: .writing).add(LedgerTests.run())
                let copy = folder.appendingPathComponent("killed.sqlite")
                // A copy of the file and its journal in the middle of a transaction, whose pages do not fit into memory.
                try DatabaseQueue(path: url.path).inDatabase { database in
                    try database.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE")
                    for _ in 0..<200 {
                        try database.execute(
                            sql: "UPDATE runs SET message = ?", arguments: [String(repeating: "y", count: 9000)])
                        try database.execute(
                            sql: """
                                INSERT INTO runs (started, kind, state, message, labels, task, recipe, recipeSHA256, seed,
                                    teacher, teacherMetrics, metrics, machine, output)
                                SELECT started, kind, state, message, labels, task, recipe, recipeSHA256, seed, teacher,
                                    teacherMetrics, metrics, machine, output FROM runs LIMIT 1
                                """)
                    }
                    for suffix in ["", "-journal"] {
                        try FileManager.default.copyItem(atPath: url.path + suffix, toPath: copy.path + suffix)
                    }
                    try database.execute(sql: "ROLLBACK")
                }
                var readOnly = Configuration()
                readOnly.readonly = true
                var code: ResultCode?
                do { _ = try DatabaseQueue(path: copy.path, configuration: readOnly) } catch let error as DatabaseError
                {
                    code = error.extendedResultCode
                }
                #expect(code == .SQLITE_READONLY_ROLLBACK)
                let kept = try Ledger(copy, for: .reading).runs()
                #expect(kept == [run])
            }
        }

        @Test("processes that open a new ledger at the same time all get it") func bornTogether() throws {
            try withTemporaryFolder { folder in
                for round in 0..<4 {
                    let url = folder.appendingPathComponent("ledger\(round).sqlite")
                    let failures = Mutex<[String]>([])
                    DispatchQueue.concurrentPerform(iterations: 8) { _ in
                        do { _ = try Ledger(url, for: .writing).add(LedgerTests.run()) } catch {
                            failures.withLock { $0.append("\(error)") }
                        }
                    }
                    let said = failures.withLock { $0 }
                    #expect(said == [])
                    let count = try Ledger(url, for: .reading).runs().count
                    #expect(count == 8)
                }
            }
        }

        @Test("a database of another program is refused and stays as it is") func foreign() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("other.sqlite")
                try Self.database(url, "CREATE TABLE runs (id INTEGER)")
                let before = try Data(contentsOf: url)
                #expect(
                    Self.failure(url)
                        == "other.sqlite: is a database of another program; name another file with --ledger")
                #expect(try Data(contentsOf: url) == before)
            }
        }

        @Test("a file that is no database, a cut one and a folder are one line each") func broken() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                try Data(repeating: 0x41, count: 5000).write(to: url)
                #expect(
                    Self.failure(url)
                        == "ledger.sqlite: is no readable ledger (file is not a database); move it away, or name another with --ledger"
                )
                try FileManager.default.removeItem(at: url)
                let ledger = try Ledger(url, for: .writing)
                for _ in 0..<50 { _ = try ledger.add(LedgerTests.run()) }
                try Data(contentsOf: url).prefix(9000).write(to: url)
                let cut = Self.listing(url)
                #expect(cut.hasPrefix("ledger.sqlite: is no readable ledger (") && !cut.contains("\n"), "\(cut)")
                let inside = folder.appendingPathComponent("folder")
                try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
                #expect(Self.failure(inside).hasPrefix("folder: cannot be written ("))
            }
        }

        @Test(
            "values that do not belong into a column are one line",
            arguments: [
                "started = 'yesterday'", "labels = '[1]'", "seed = 'many'", "kind = 'dream'", "arguments = '{}'",
            ])
        func badValues(assignment: String) throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                _ = try Ledger(url, for: .writing).add(LedgerTests.run())
                try Self.database(url, "UPDATE runs SET \(assignment)")
                let line = Self.listing(url)
                #expect(line.hasPrefix("ledger.sqlite: is no readable ledger (") && !line.contains("\n"), "\(line)")
            }
        }

        @Test("a run that was removed meanwhile cannot be stored, and the ledger is not blamed") func removed() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                let ledger = try Ledger(url, for: .writing)
                let run = try ledger.add(LedgerTests.run())
                try Self.database(url, "DELETE FROM runs")
                let error = #expect(throws: LedgerError.self) { try ledger.update(run) }
                #expect(error == .refused(path: url.path, reason: "it is not there any more"))
                #expect(try ledger.add(LedgerTests.run()).id == 2)
            }
        }

        /// The line of a ledger that cannot be read, without its folder.
        private static func listing(_ url: URL) -> String {
            do {
                _ = try Ledger(url, for: .reading).runs()
                return "read"
            } catch {
                return "\(error)".replacing(url.deletingLastPathComponent().path + "/", with: "")
            }
        }

        @Test("an empty file becomes a ledger, as does none; reading alone makes nothing") func empty() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                #expect(
                    Self.failure(url, for: .reading)
                        == "ledger.sqlite: not found; name the ledger with --ledger, or train something first, which makes one"
                )
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
                try Data().write(to: url)
                #expect(try Ledger(url, for: .writing).runs().isEmpty)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.sqlite"])
            }
        }

        @Test("a ledger that another process keeps locked is one line after a wait") func locked() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                let ledger = try Ledger(url, for: .writing, patience: 0.05)
                let other = try DatabaseQueue(path: url.path)
                try other.inDatabase { database in
                    try database.execute(sql: "BEGIN EXCLUSIVE")
                    let line =
                        "ledger.sqlite: another process keeps the ledger locked; wait until it has ended and run again"
                    #expect(Self.failure(url) == line)
                    #expect(throws: LedgerError.locked(path: url.path)) { try ledger.add(LedgerTests.run()) }
                    try database.execute(sql: "COMMIT")
                }
                #expect(try ledger.add(LedgerTests.run()).id == 1)
            }
        }

        @Test("a place that cannot be written is one line") func unwritable() throws {
            try withTemporaryFolder { folder in
                let file = folder.appendingPathComponent("file")
                try Data().write(to: file)
                #expect(
                    Self.failure(file.appendingPathComponent("ledger.sqlite"))
                        == "ledger.sqlite: cannot be written (its folder cannot be made); name a writable file with --ledger"
                )
            }
        }

        @Test(
            "a read-only folder can be read but not written",
            .enabled(if: geteuid() != 0, "the superuser may write everywhere"))
        func readOnly() throws {
            try withTemporaryFolder { folder in
                let place = folder.appendingPathComponent("place")
                let url = place.appendingPathComponent("ledger.sqlite")
                _ = try Ledger(url, for: .writing).add(LedgerTests.run())
                func allow(_ folder: Int, _ file: Int) throws {
                    try FileManager.default.setAttributes([.posixPermissions: file], ofItemAtPath: url.path)
                    try FileManager.default.setAttributes([.posixPermissions: folder], ofItemAtPath: place.path)
                }
                try allow(0o500, 0o400)
                defer { try? allow(0o700, 0o600) }
                #expect(try Ledger(url, for: .reading).runs().count == 1)
                let line = "ledger.sqlite: cannot be written ("
                #expect(Self.adding(url).hasPrefix(line))
            }
        }

        private static func adding(_ url: URL) -> String {
            do {
                _ = try Ledger(url, for: .writing).add(LedgerTests.run())
                return "added"
            } catch {
                return "\(error)".replacing(url.deletingLastPathComponent().path + "/", with: "")
            }
        }
    }
#endif
