#if Training
    import GRDB

    extension RunMeasurement: FetchableRecord {
        /// Reads a row.
        public init(row: Row) throws {
            split = row["split"]
            timeSteps = row["timeSteps"]
            metrics = try JSONColumn.decode(row["metrics"])
            sites = try JSONColumn.decode(row["sites"])
            meanSpikeRate = row["meanSpikeRate"]
            operations = row["operations"]
            tokens = row["tokens"]
            examples = row["examples"]
            seconds = row["seconds"]
        }

        /// Writes a row, in place of a former one of the same run, split and T.
        func write(run: Int64, to database: Database) throws {
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO measurements
                    (run, split, timeSteps, metrics, sites, meanSpikeRate, operations, tokens, examples, seconds)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run, split, timeSteps, try JSONColumn.encode(metrics), try JSONColumn.encode(sites), meanSpikeRate,
                    operations, tokens, examples, seconds,
                ])
        }
    }
#endif
