#if Training
    import Foundation
    import SpikeEngine
    import SpikeFormats
    import SpikeTraining

    /// Where a training keeps its state and logs until its output is complete: `<output>.training` beside the output.
    final class TrainingFolder {
        let url: URL
        private let lock: FileLock
        private let metrics: MetricsLog
        private let events: TensorBoardLog

        private static let lockName = "lock"

        /// The folder of the training that will write `output`.
        static func url(for output: URL) -> URL {
            let output = output.standardizedFileURL
            return output.deletingLastPathComponent().appendingPathComponent(output.lastPathComponent + ".training")
        }

        private static func stateURL(_ folder: URL) -> URL { folder.appendingPathComponent("state") }

        /// The progress of an unfinished training; nil when there is none.
        static func unfinished(for output: URL) throws -> TrainerState.Progress? {
            try savedState(in: url(for: output)).map { try TrainerState.progress(at: $0) }
        }

        /// The saved state. Where the file system cannot trade names, a crash between two renames left it under a hidden one; the
        /// newer one counts if it is complete, which its progress, written last, says.
        private static func savedState(in folder: URL) -> URL? {
            // Without a folder there are no names.
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
            let hidden = [".state.partial-", ".state.former-"].flatMap { role in names.filter { $0.hasPrefix(role) } }
            return ([stateURL(folder)] + hidden.map { folder.appendingPathComponent($0) })
                .first(where: TrainerState.exists)
        }

        /// Gives a state with a hidden name its own again.
        private static func recoverState(in folder: URL) throws {
            let state = stateURL(folder)
            guard let saved = savedState(in: folder), saved != state else { return }
            do { try FileManager.default.moveItem(at: saved, to: state) } catch {
                throw FormatError.unwritable(path: state.path, reason: "the saved state cannot be renamed")
            }
        }

        /// Opens the folder; log lines after `step` belong to a run that was killed later than its last save and go. At step 0
        /// everything goes that a former training left.
        ///
        /// - Throws: `RecipeError` while another process trains here.
        init(for output: URL, resumedAt step: Int) throws {
            url = Self.url(for: output)
            do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: url.path, reason: "the folder cannot be made")
            }
            guard let lock = try FileLock(url.appendingPathComponent(Self.lockName)) else {
                throw RecipeError.malformed(
                    path: url.path, why: "another process trains here; wait for it, or name another --output")
            }
            self.lock = lock
            if step > 0 { try Self.recoverState(in: url) }
            try Self.clean(url, keepsState: step > 0)
            metrics = try MetricsLog(folder: url, keepingSteps: step)
            events = try TensorBoardLog(folder: url, resumedAt: step)
        }

        /// Removes what a killed process was writing, and on request everything else but the lock.
        private static func clean(_ folder: URL, keepsState: Bool) throws {
            let manager = FileManager.default
            do {
                for name in try manager.contentsOfDirectory(atPath: folder.path) where name != lockName {
                    let isLeftover = name.hasPrefix(".") && (name.contains(".partial-") || name.contains(".former-"))
                    if isLeftover || !keepsState { try manager.removeItem(at: folder.appendingPathComponent(name)) }
                }
            } catch {
                throw FormatError.unwritable(path: folder.path, reason: "a former training cannot be removed")
            }
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

        /// Copies the logs into the finished output.
        func finish(into output: URL) throws {
            try metrics.flush()
            try events.flush()
            let manager = FileManager.default
            do {
                for name in try manager.contentsOfDirectory(atPath: url.path)
                where name == MetricsLog.fileName || name.hasPrefix(TensorBoardLog.filePrefix) {
                    try manager.copyItem(
                        at: url.appendingPathComponent(name), to: output.appendingPathComponent(name))
                }
            } catch {
                throw FormatError.unwritable(path: output.path, reason: "the training's logs cannot be copied")
            }
        }

        /// Removes the folder of a training that was stopped before its first state.
        func removeUnlessSaved() {
            guard Self.savedState(in: url) == nil else { return }
            // What stays is in nobody's way: the next training here clears the folder.
            try? FileManager.default.removeItem(at: url)
        }

        /// Removes the folder after the output is in place.
        func remove() throws {
            do { try FileManager.default.removeItem(at: url) } catch {
                throw FormatError.unwritable(path: url.path, reason: "the finished training's state cannot be removed")
            }
        }
    }
#endif
