#if Training
    import Foundation
    import SpikeDistillation
    import SpikeTestSupport
    import Testing

    /// A line of `metrics.jsonl`.
    struct LoggedStep: Decodable {
        let _step: Int
        let _timestamp: Double
        let _runtime: Double
        let stage: String
        let loss: Double
        let hiddenStateLoss: Double
        let logitLoss: Double?
        let learningRate: Double
        let gradientNorm: Double
        let tokens: Int
        let tokensPerSecond: Double
        let meanSpikeRate: Double?

        static func all(in folder: URL) throws -> [LoggedStep] {
            let text = try String(contentsOf: folder.appendingPathComponent("metrics.jsonl"), encoding: .utf8)
            return try text.split(separator: "\n").map {
                try JSONDecoder().decode(LoggedStep.self, from: Data($0.utf8))
            }
        }
    }

    @Suite("Logs of a training", .oneAtATime)
    struct LogTests {
        @Test("metrics.jsonl holds every step at full precision, one object a line")
        func metrics() throws {
            try withTemporaryFolder { folder in
                let reports = try TinyDistillation.run(TinyDistillation.recipe(steps: 3), in: folder).log.reports
                let lines = try LoggedStep.all(in: TinyDistillation.trainingFolder(in: folder))
                #expect(lines.map(\._step) == reports.map(\.step))
                #expect(lines.map(\.loss) == reports.map(\.loss))
                #expect(lines.map(\.stage) == reports.map(\.stage))
                #expect(lines.map(\.gradientNorm) == reports.map(\.gradientNorm))
                #expect(lines.map(\.learningRate) == reports.map(\.learningRate))
                #expect(lines.map(\.tokens) == reports.map(\.tokens))
                #expect(lines.map(\.meanSpikeRate) == reports.map(\.meanSpikeRate))
                #expect(lines.map { $0.logitLoss == nil } == [true, true, true, false, false, false])
            }
        }

        @Test("lines after the last save are dropped on resumption, and a broken last line too")
        func killedLater() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 5)
                let whole = try TinyDistillation.run(recipe, in: folder).log.losses
                _ = try? TinyDistillation.run(recipe, in: folder, stopAfter: 4)
                let url = TinyDistillation.trainingFolder(in: folder).appendingPathComponent("metrics.jsonl")
                let saved = try String(contentsOf: url, encoding: .utf8)
                let stray = saved.split(separator: "\n")[0].replacingOccurrences(
                    of: #""_step":1,"#, with: #""_step":5,"#)
                try Data((saved + stray + "\n" + #"{"_step":6,"lo"#).utf8).write(to: url)
                _ = try TinyDistillation.run(recipe, in: folder, resume: true)
                let lines = try LoggedStep.all(in: TinyDistillation.trainingFolder(in: folder))
                #expect(lines.map(\._step) == Array(1...10) && lines.map(\.loss) == whole)
            }
        }

        @Test("the TensorBoard file is whole: checksums hold, and scalars are those of the reports")
        func tensorBoard() throws {
            try withTemporaryFolder { folder in
                let reports = try TinyDistillation.run(TinyDistillation.recipe(steps: 2), in: folder).log.reports
                let training = TinyDistillation.trainingFolder(in: folder)
                let names = try FileManager.default.contentsOfDirectory(atPath: training.path)
                let name = try #require(names.first { $0.hasPrefix("events.out.tfevents.") })
                var file = EventFile(try Data(contentsOf: training.appendingPathComponent(name)))
                let version = try #require(try file.next())
                #expect(version.version == "brain.Event:2" && version.scalars.isEmpty)
                for report in reports {
                    let event = try #require(try file.next())
                    #expect(event.step == UInt64(report.step) && event.time > 1.7e9)
                    #expect(event.scalars["loss"] == Float(report.loss))
                    #expect(event.scalars["learningRate"] == Float(report.learningRate))
                    #expect(event.scalars["meanSpikeRate"] == report.meanSpikeRate.map { Float($0) })
                    for part in report.parts { #expect(event.scalars[part.name] == Float(part.value)) }
                    #expect(event.scalars.count == report.parts.count + 3)
                }
                #expect(try file.next() == nil)
            }
        }

        @Test("the TensorBoard file of a resumed training drops the steps that were never saved")
        func resumedTensorBoard() throws {
            try withTemporaryFolder { folder in
                let recipe = TinyDistillation.recipe(steps: 5)
                #expect(throws: TrainingInterrupted.self) {
                    try TinyDistillation.run(recipe, in: folder, stopAfter: 4)
                }
                let training = TinyDistillation.trainingFolder(in: folder)
                func eventFile() throws -> URL {
                    let names = try FileManager.default.contentsOfDirectory(atPath: training.path)
                    return training.appendingPathComponent(
                        try #require(names.first { $0.hasPrefix("events.out.tfevents.") }))
                }
                // Names differ by second and process, which are the same here.
                try FileManager.default.removeItem(at: eventFile())
                _ = try TinyDistillation.run(recipe, in: folder, resume: true)
                var file = EventFile(try Data(contentsOf: eventFile()))
                #expect(try file.next()?.version == "brain.Event:2")
                let start = try #require(try file.next())
                #expect(start.startsSession && start.step == 5 && start.scalars.isEmpty)
                let first = try #require(try file.next())
                #expect(!first.startsSession && first.step == 5 && first.scalars["loss"] != nil)
            }
        }

        @Test("checksums catch a changed byte")
        func damage() throws {
            try withTemporaryFolder { folder in
                _ = try TinyDistillation.run(TinyDistillation.recipe(steps: 1), in: folder)
                let training = TinyDistillation.trainingFolder(in: folder)
                let names = try FileManager.default.contentsOfDirectory(atPath: training.path)
                let name = try #require(names.first { $0.hasPrefix("events.out.tfevents.") })
                var data = try Data(contentsOf: training.appendingPathComponent(name))
                data[14] ^= 1
                var file = EventFile(data)
                #expect(throws: EventFile.Damage.self) { try file.next() }
            }
        }
    }
#endif
