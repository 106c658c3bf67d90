#if Training
    import GRDB

    extension RunMeasurement: FetchableRecord {
        /// Reads a row.
        public init(row: Row) throws {
            split = try row.value("split")
            timeSteps = try row.value("timeSteps")
            metrics = try row.json("metrics")
            fidelity = try row.json("fidelity")
            sites = try row.json("sites")
            meanSpikeRate = try row.value("meanSpikeRate")
            operations = try row.value("operations")
            tokens = try row.value("tokens")
            examples = try row.value("examples")
            seconds = try row.value("seconds")
        }

        /// Writes a row, in place of a former one of the same run, split and T.
        func write(run: Int64, to database: Database) throws {
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO measurements
                    (run, split, timeSteps, metrics, fidelity, sites, meanSpikeRate, operations, tokens, examples, seconds)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run, split, timeSteps, try JSONColumn.encode(metrics), try JSONColumn.encode(fidelity),
                    try JSONColumn.encode(sites), meanSpikeRate, operations, tokens, examples, seconds,
                ])
        }
    }
#endif
