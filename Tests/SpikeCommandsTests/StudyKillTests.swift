#if Training
    import Foundation
    import SpikeCore
    import SpikeTestSupport
    import Testing

    /// Studies that are killed or interrupted, wherever that happens.
    @Suite(
        "A study that was killed goes on as if nothing had happened",
        .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct StudyKillTests {
        /// Looks before giving up, one every 5 ms.
        private static let patience = 20_000

        /// Starts the study and sends it `signal` when the training of cell `number` has logged `steps`.
        private static func interrupt(
            cell number: Int, after steps: Int, with signal: Int32, in folder: URL
        ) throws -> BitspikeProcess.Result {
            let running = try BitspikeProcess(StudyFiles.arguments, in: folder)
            let cells = folder.appendingPathComponent("runs/tiny/cells")
            var looks = 0
            func isThere() -> Bool {
                let names = (try? FileManager.default.contentsOfDirectory(atPath: cells.path)) ?? []
                guard names.count == number else { return false }
                return names.contains { name in
                    let log = cells.appendingPathComponent("\(name)/checkpoint.training/metrics.jsonl")
                    return TrainingRuns.lineCount(log) >= steps
                }
            }
            while !isThere(), running.process.isRunning, looks < patience {
                usleep(5000)
                looks += 1
            }
            #expect(running.process.isRunning, "the study ended before it could be interrupted")
            kill(running.process.processIdentifier, signal)
            return try running.finish()
        }

        @Test("SIGKILL in the first and in the third cell, SIGINT in the third: the same table to the last digit")
        func killed() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 60)
                let whole = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(whole.status == 0, "\(whole.errors)")
                let expected = try StudyFiles.rows(in: folder)
                #expect(expected.count == 4)
                try FileManager.default.removeItem(at: folder.appendingPathComponent("runs"))

                #expect(try Self.interrupt(cell: 1, after: 40, with: SIGKILL, in: folder).status == SIGKILL)
                #expect(try StudyFiles.runs(in: folder, ["--state", "running"]).count == 1)
                #expect(try Self.interrupt(cell: 3, after: 40, with: SIGKILL, in: folder).status == SIGKILL)
                let stopped = try Self.interrupt(cell: 3, after: 80, with: SIGINT, in: folder)
                #expect(stopped.status == 130)
                let last = try #require(stopped.errors.split(separator: "\n").last)
                #expect(
                    last
                        == "bitspike: interrupted in cell 3/4 (sst2, weights bin|ary, seed 0); everything is saved, run the same command again to go on"
                )
                #expect(try StudyFiles.runs(in: folder, ["--state", "interrupted"]).count == 1)
                #expect(try StudyFiles.runs(in: folder, ["--state", "finished"]).count == 2)

                let rest = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(rest.status == 0, "\(rest.errors)")
                #expect(!rest.errors.contains("cell 1/4") && !rest.errors.contains("cell 2/4"))
                #expect(try StudyFiles.rows(in: folder) == expected)
                #expect(try StudyFiles.runs(in: folder).count == 4)
                #expect(try StudyFiles.parts(in: folder) == ["lock", "model", "training.json"])
            }
        }

        @Test("SIGKILL again and again, whatever it was doing: the same table to the last digit, and nothing left over")
        func anywhere() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 8)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let expected = try StudyFiles.rows(in: folder)
                try FileManager.default.removeItem(at: folder.appendingPathComponent("runs"))
                // From before the first step of a cell to several cells later, at places that no two attempts share.
                var generator = SeededGenerator(seed: 11)
                for _ in 0..<12 {
                    let running = try BitspikeProcess(StudyFiles.arguments, in: folder)
                    usleep(useconds_t(80_000 + generator.integer(below: 900_000)))
                    kill(running.process.processIdentifier, SIGKILL)
                    _ = try running.finish()
                }
                let rest = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(rest.status == 0, "\(rest.errors)")
                #expect(try StudyFiles.rows(in: folder) == expected)
                #expect(try StudyFiles.runs(in: folder).count == 4)
                #expect(try StudyFiles.parts(in: folder) == ["lock", "model", "training.json"])
            }
        }

        @Test("two processes share a study: every cell is made once") func shared() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 30)
                let both = try (0..<2).map { _ in try BitspikeProcess(StudyFiles.arguments, in: folder) }
                for running in both { #expect(try running.finish().status == 0) }
                let table = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(table.status == 0 && !table.errors.contains("calibrating"), "\(table.errors)")
                #expect(try StudyFiles.rows(in: folder).count == 4)
                #expect(try StudyFiles.runs(in: folder).count == 4)
            }
        }
    }
#endif
