#if Training
    import Foundation
    import SpikeCore
    import SpikeLedger
    import SpikeTestSupport
    import Testing

    @Suite("The ledger of runs") struct LedgerTests {
        static func run(
            study: String? = nil, task: String = "sst2", seed: UInt64 = 0, output: String = "/out", started: Int = 0
        ) -> Run {
            var run = Run(
                kind: study == nil ? .distillation : .studyCell, task: task, recipe: #"{"seed":0}"#,
                recipeSHA256: "abc", seed: seed, teacher: "/teacher",
                machine: Machine(
                    version: "0.1.0", commit: nil, engine: "libtorch", kernels: "avx2", processor: "CPU", threads: 2,
                    device: "cpu"),
                output: output, study: study, cell: study.map { _ in "identity" }, labels: ["weights": "ternary"],
                started: Date(timeIntervalSince1970: TimeInterval(started)))
            run.teacherMetrics = ["accuracy": 0.91]
            return run
        }

        static func measurement(timeSteps: Int, accuracy: Double) -> RunMeasurement {
            var spikes = SpikeStatistics(timeSteps: timeSteps)
            spikes.add(site: "layer.0.key", .init(spikes: 30, neuronWindows: 100))
            return RunMeasurement(
                split: "dev", timeSteps: timeSteps, metrics: ["accuracy": accuracy], fidelity: ["agreement": 0.75],
                spikes: spikes, operations: 5000,
                tokens: 10, examples: 3, seconds: 0.5)
        }

        @Test("what is written is read back by another process, numbers exact") func roundTrip() throws {
            try withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("deep/ledger.sqlite")
                var run = try Ledger(url, for: .writing).add(Self.run(study: "grid", seed: .max))
                #expect(run.id == 1)
                (run.state, run.ended, run.message) = (.failed, Date(timeIntervalSince1970: 60), "why")
                run.size = ModelSize(encoderBytes: 1, modelBytes: 2, informationBits: 1.5, storedBits: 2.25)
                run.metrics = ["loss": 0.1]
                (run.arguments, run.folder) = (["distill", "--set", "name=\"a b\""], "/home/me")
                let measurements = [
                    Self.measurement(timeSteps: 2, accuracy: 0.9), Self.measurement(timeSteps: 8, accuracy: 0.95),
                ]
                try Ledger(url, for: .writing).update(run, adding: measurements.reversed())
                let ledger = try Ledger(url, for: .reading)
                #expect(try ledger.run(1) == run)
                #expect(try ledger.measurements(of: run) == measurements)
                #expect(measurements[0].operationsPerToken == 500 && measurements[0].meanSpikeRate == 0.15)
            }
        }

        @Test("a second measurement at the same T replaces the first") func replacement() throws {
            try withTemporaryFolder { folder in
                let ledger = try Ledger(folder.appendingPathComponent("ledger.sqlite"), for: .writing)
                let run = try ledger.add(Self.run())
                try ledger.update(run, adding: [Self.measurement(timeSteps: 2, accuracy: 0.1)])
                try ledger.update(run, adding: [Self.measurement(timeSteps: 2, accuracy: 0.2)])
                #expect(try ledger.measurements(of: run).map(\.metrics) == [["accuracy": 0.2]])
            }
        }

        @Test("filters narrow the list, and runs are listed as they were started") func filters() throws {
            try withTemporaryFolder { folder in
                let ledger = try Ledger(folder.appendingPathComponent("ledger.sqlite"), for: .writing)
                _ = try ledger.add(Self.run())
                _ = try ledger.add(Self.run(study: "a", task: "mrpc"))
                var last = try ledger.add(Self.run(study: "a"))
                last.state = .finished
                try ledger.update(last)
                #expect(try ledger.runs().map(\.id) == [1, 2, 3])
                #expect(try ledger.runs(RunFilter(study: "a")).map(\.id) == [2, 3])
                #expect(try ledger.runs(RunFilter(task: "sst2")).map(\.id) == [1, 3])
                #expect(try ledger.runs(RunFilter(study: "a", state: .finished)).map(\.id) == [3])
                #expect(try ledger.lastRun(output: "/out")?.id == 3)
                #expect(try ledger.lastRun(output: "/elsewhere") == nil)
                #expect(try ledger.lastRun(study: "a", cell: "identity")?.id == 3)
                #expect(try ledger.lastRun(study: "b", cell: "identity") == nil)
            }
        }

        @Test("several processes may add at the same time") func concurrent() async throws {
            try await withTemporaryFolder { folder in
                let url = folder.appendingPathComponent("ledger.sqlite")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for index in 0..<8 {
                        group.addTask {
                            let ledger = try Ledger(url, for: .writing)
                            for _ in 0..<5 { _ = try ledger.add(LedgerTests.run(seed: UInt64(index))) }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try Ledger(url, for: .reading).runs().count == 40)
            }
        }
    }
#endif
