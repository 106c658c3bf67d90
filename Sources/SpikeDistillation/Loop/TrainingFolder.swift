#if Training
    import Foundation
    import SpikeEngine
    import SpikeFormats
    import SpikeTraining

    /// Where a training keeps its state and logs until its output is complete: `<output>.training` beside the output.
    final class TrainingFolder {
        let url: URL
        private let metrics: MetricsLog
        private let events: TensorBoardLog

        private static let metricsName = "metrics.jsonl"

        /// The folder of the training that will write `output`.
        static func url(for output: URL) -> URL {
            let output = output.standardizedFileURL
            return output.deletingLastPathComponent().appendingPathComponent(output.lastPathComponent + ".training")
        }

        private static func stateURL(_ folder: URL) -> URL { folder.appendingPathComponent("state") }

        /// The progress of an unfinished training; nil when there is none.
        static func unfinished(for output: URL) throws -> TrainerState.Progress? {
            let state = stateURL(url(for: output))
            return TrainerState.exists(at: state) ? try TrainerState.progress(at: state) : nil
        }

        /// Opens the folder; log lines after `step` belong to a run that was killed later than its last save and go.
        init(for output: URL, resumedAt step: Int) throws {
            url = Self.url(for: output)
            do {
                if step == 0, FileManager.default.fileExists(atPath: url.path) {
                    try FileManager.default.removeItem(at: url)
                }
                try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            } catch {
                throw FormatError.unwritable(path: url.path, reason: "the folder cannot be made")
            }
            metrics = try MetricsLog(url: url.appendingPathComponent(Self.metricsName), keepingSteps: step)
            events = try TensorBoardLog(folder: url)
        }

        func log(_ report: StepReport) throws {
            try metrics.append(report)
            try events.append(report)
        }

        func save(_ progress: TrainerState.Progress, parameters: ParameterStore, optimizer: AdamW) throws {
            try metrics.flush()
            try TrainerState.write(progress, parameters: parameters, optimizer: optimizer, to: Self.stateURL(url))
        }

        func restore(parameters: ParameterStore, optimizer: AdamW) throws {
            try TrainerState.restore(parameters: parameters, optimizer: optimizer, from: Self.stateURL(url))
        }

        /// Moves the logs into the finished output and removes the rest.
        func finish(into output: URL) throws {
            try metrics.flush()
            try events.flush()
            let manager = FileManager.default
            do {
                for name in try manager.contentsOfDirectory(atPath: url.path) where name != "state" {
                    try manager.copyItem(
                        at: url.appendingPathComponent(name), to: output.appendingPathComponent(name))
                }
            } catch {
                throw FormatError.unwritable(path: output.path, reason: "the training's logs cannot be copied")
            }
        }

        /// Removes the folder after the output is in place.
        func remove() throws {
            do { try FileManager.default.removeItem(at: url) } catch {
                throw FormatError.unwritable(path: url.path, reason: "the finished training's state cannot be removed")
            }
        }
    }
#endif
