#if Training
    import Foundation
    import SpikeDistillation
    import SpikeLedger

    /// Records one training in the ledger. A ledger that cannot be written costs a warning, never the training.
    struct RunRecorder {
        private let ledger: Ledger?
        private var run: Run

        /// Does `training` and records how it went.
        ///
        /// - Parameter resuming: whether it goes on with the last run of the same output and recipe.
        static func record(
            _ run: Run, in ledger: URL, resuming: Bool, output: URL, _ training: () throws -> Void
        ) throws {
            var recorder = RunRecorder(run, in: ledger, resuming: resuming)
            do { try training() } catch {
                recorder.end(error)
                throw error
            }
            recorder.finish(output)
        }

        private init(_ run: Run, in url: URL, resuming: Bool) {
            do {
                let ledger = try Ledger(url, for: .writing)
                if resuming, var former = try ledger.lastRun(output: run.output),
                    former.state != .finished, former.recipeSHA256 == run.recipeSHA256
                {
                    (former.state, former.ended, former.message) = (.running, nil, nil)
                    former.machine = run.machine
                    try ledger.update(former)
                    self.run = former
                } else {
                    self.run = try ledger.add(run)
                }
                self.ledger = ledger
            } catch {
                Self.warn(error)
                ledger = nil
                self.run = run
            }
        }

        private mutating func finish(_ output: URL) {
            run.state = .finished
            if let summary = TrainingSummary(folder: output) {
                run.trainingSeconds = summary.seconds
                run.metrics = summary.values
            }
            store()
        }

        private mutating func end(_ error: any Error) {
            run.state = error is TrainingInterrupted ? .interrupted : .failed
            run.message = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
            store()
        }

        private mutating func store() {
            run.ended = Date()
            do { try ledger?.update(run) } catch { Self.warn(error) }
        }

        private static func warn(_ error: any Error) { Console.error("warning: this run is not recorded: \(error)") }
    }
#endif
