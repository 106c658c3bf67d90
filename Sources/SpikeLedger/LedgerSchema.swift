#if Training
    import GRDB

    /// The tables and how they came about. A migration that was released never changes; new ones are added at the end.
    enum LedgerSchema {
        /// Marks the file as ours: "bspk".
        static let applicationID = 0x6273_706B

        static var migrator: DatabaseMigrator {
            var migrator = DatabaseMigrator()
            migrator.registerMigration("1 runs") { try $0.execute(sql: runs) }
            migrator.registerMigration("2 measurements") { try $0.execute(sql: measurements) }
            migrator.registerMigration("3 command lines") { try $0.execute(sql: commandLines) }
            migrator.registerMigration("4 fidelity") { try $0.execute(sql: fidelity) }
            return migrator
        }

        private static let runs = """
            PRAGMA application_id = \(applicationID);
            CREATE TABLE runs (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                started TEXT NOT NULL,
                ended TEXT,
                kind TEXT NOT NULL,
                state TEXT NOT NULL,
                message TEXT,
                study TEXT,
                cell TEXT,
                labels TEXT NOT NULL,
                task TEXT NOT NULL,
                recipe TEXT NOT NULL,
                recipeSHA256 TEXT NOT NULL,
                seed TEXT NOT NULL,
                teacher TEXT NOT NULL,
                teacherMetrics TEXT NOT NULL,
                metrics TEXT NOT NULL,
                size TEXT,
                trainingSeconds REAL,
                machine TEXT NOT NULL,
                output TEXT NOT NULL
            ) STRICT;
            CREATE INDEX runsOfStudy ON runs (study, cell);
            CREATE INDEX runsOfOutput ON runs (output);
            """

        private static let commandLines = """
            ALTER TABLE runs ADD COLUMN arguments TEXT;
            ALTER TABLE runs ADD COLUMN folder TEXT;
            """

        private static let fidelity = "ALTER TABLE measurements ADD COLUMN fidelity TEXT NOT NULL DEFAULT '{}'"

        private static let measurements = """
            CREATE TABLE measurements (
                run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
                split TEXT NOT NULL,
                timeSteps INTEGER NOT NULL,
                metrics TEXT NOT NULL,
                sites TEXT NOT NULL,
                meanSpikeRate REAL NOT NULL,
                operations INTEGER NOT NULL,
                tokens INTEGER NOT NULL,
                examples INTEGER NOT NULL,
                seconds REAL NOT NULL,
                PRIMARY KEY (run, split, timeSteps)
            ) STRICT;
            """
    }
#endif
