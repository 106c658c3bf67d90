#if Training
    import Foundation
    import SpikeDistillation
    import SpikeFormats

    /// What one cell of a study leaves on disk; every part is complete or absent, so the parts say how far it got.
    struct CellFolder {
        let url: URL

        var checkpoint: URL { url.appendingPathComponent("checkpoint") }
        var model: URL { url.appendingPathComponent("model") }
        private var state: URL { url.appendingPathComponent("checkpoint.training") }
        private var summary: URL { url.appendingPathComponent("training.json") }

        var hasCheckpoint: Bool { exists(checkpoint.appendingPathComponent("config.json")) }
        var hasModel: Bool { exists(model.appendingPathComponent("config.json")) && exists(summary) }

        /// Makes the folder and removes what a killed process was writing. Only for whoever holds the cell's lock.
        func prepare() throws {
            try make()
            for name in try contents() where name.hasPrefix(".") && name.contains(".partial-") { try remove(name) }
        }

        /// Takes the cell for this process; nil when another one has it.
        func lock() throws -> FileLock? {
            try make()
            return try FileLock(url.appendingPathComponent("lock"))
        }

        /// What the training's log ended with.
        func trainingSummary() throws -> TrainingSummary { try ConfigFile.read(TrainingSummary.self, at: summary) }

        /// Keeps what the finished training's log ended with, because the checkpoint may go.
        func keepSummary() throws {
            try ConfigFile.write(TrainingSummary(folder: checkpoint) ?? .untrained, to: summary)
        }

        /// Removes the state of a training, which takes three times the student's bytes.
        func removeState() throws { try remove(state.lastPathComponent) }

        func removeCheckpoint() throws { try remove(checkpoint.lastPathComponent) }

        private func make() throws {
            do { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) } catch {
                throw FormatError.unwritable(path: url.path, reason: "the folder cannot be made")
            }
        }

        private func contents() throws -> [String] {
            do { return try FileManager.default.contentsOfDirectory(atPath: url.path) } catch {
                throw FormatError.unreadable(path: url.path, reason: "the folder cannot be listed")
            }
        }

        private func remove(_ name: String) throws {
            let file = url.appendingPathComponent(name)
            guard exists(file) else { return }
            do { try FileManager.default.removeItem(at: file) } catch {
                throw FormatError.unwritable(path: file.path, reason: "it cannot be removed")
            }
        }

        private func exists(_ file: URL) -> Bool { FileManager.default.fileExists(atPath: file.path) }
    }
#endif
