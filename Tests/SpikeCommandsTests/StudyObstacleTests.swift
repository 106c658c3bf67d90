#if Training
    import Foundation
    import GRDB
    import SpikeTestSupport
    import Testing

    /// Studies that meet a full disk or a locked ledger.
    @Suite(
        "A study that could not write goes on when it can",
        .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct StudyObstacleTests {
        private static func lastLine(_ result: BitspikeProcess.Result) -> String {
            String(result.errors.split(separator: "\n").last ?? "")
        }

        /// The rows of the study in a folder of its own, without any obstacle.
        private static func expectedRows() throws -> [String] {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 8)
                let whole = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(whole.status == 0, "\(whole.errors)")
                return try StudyFiles.rows(in: folder)
            }
        }

        @Test("no file can grow beyond some size: one line, nothing lost, the same table afterwards")
        func fullDisk() throws {
            let expected = try Self.expectedRows()
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 8)
                var failures: Set<String> = []
                for blocks in [1, 40, 100, 160, 300, 600] {
                    let stopped = try BitspikeProcess(StudyFiles.arguments, in: folder, fileBlocks: blocks).finish()
                    guard stopped.status != 0 else { continue }
                    let line = Self.lastLine(stopped)
                    #expect(line.hasPrefix("bitspike: ") && stopped.status < 128, "\(blocks) blocks: \(stopped.errors)")
                    failures.insert(line)
                }
                #expect(failures.count > 1, "\(failures)")
                let rest = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(rest.status == 0, "\(rest.errors)")
                #expect(try StudyFiles.rows(in: folder) == expected)
                #expect(try StudyFiles.parts(in: folder) == ["lock", "model", "training.json"])
            }
        }

        @Test("a ledger that is locked at the start, or when a cell is done: one line, and nothing is trained twice")
        func locked() throws {
            let expected = try Self.expectedRows()
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 8)
                let runs = folder.appendingPathComponent("runs")
                try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
                let path = runs.appendingPathComponent("ledger.sqlite").path
                // The study may be writing when the lock is asked for.
                var configuration = Configuration()
                configuration.busyMode = .timeout(60)
                let ledger = try DatabaseQueue(path: path, configuration: configuration)
                func holding(_ body: () throws -> Void) throws {
                    try ledger.inDatabase { database in
                        try database.execute(sql: "BEGIN EXCLUSIVE")
                        try body()
                        try database.execute(sql: "COMMIT")
                    }
                }
                try holding {
                    let refused = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                    #expect(
                        refused.status != 0 && Self.lastLine(refused).contains("keeps the ledger locked"),
                        "\(refused.errors)")
                }
                let running = try BitspikeProcess(StudyFiles.arguments, in: folder)
                let cells = folder.appendingPathComponent("runs/tiny/cells")
                while running.process.isRunning,
                    (try? FileManager.default.contentsOfDirectory(atPath: cells.path))?.isEmpty ?? true
                {
                    usleep(2000)
                }
                try holding {
                    let stopped = try running.finish()
                    #expect(
                        stopped.status != 0 && Self.lastLine(stopped).contains("keeps the ledger locked"),
                        "\(stopped.errors)")
                }
                let rest = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(rest.status == 0, "\(rest.errors)")
                #expect(try StudyFiles.rows(in: folder) == expected)
                #expect(try StudyFiles.runs(in: folder).count == 4)
            }
        }
    }
#endif
