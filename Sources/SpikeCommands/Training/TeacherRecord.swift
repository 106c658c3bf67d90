#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeFormats

    /// How a teacher was made: `recipe.json` in its folder.
    struct TeacherRecord: Codable {
        let task: String
        let recipe: TeacherRecipe
        /// Digest of the model it started from and of its training texts; nil in folders of earlier versions.
        let inputs: String?
        let origin: TrainingOrigin

        /// All that is needed of a teacher's record, however it was made.
        private struct TaskMark: Decodable {
            let task: String
        }

        private static let fileName = "recipe.json"

        /// The task that a teacher's folder was made for.
        ///
        /// - Throws: `InputError` when the folder does not say, for example because another tool made it.
        static func task(in folder: URL) throws -> String {
            let url = folder.appendingPathComponent(fileName)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw InputError.unsuitableModel(
                    path: folder.path, why: "does not say which task it is for; name it with --task or in the recipe")
            }
            return try ConfigFile.read(TaskMark.self, at: url).task
        }

        /// The record of the teacher in a folder; nil when there is none that can be read.
        static func read(in folder: URL) -> TeacherRecord? {
            try? ConfigFile.read(TeacherRecord.self, at: folder.appendingPathComponent(fileName))
        }

        /// Digest of a model to start from and of the texts to train on.
        static func inputs(base: URL, data: DataFolder, task: TextTask) throws -> String {
            try InputFiles.fingerprint(InputFiles.model(base) + [data.file(of: .train, task: task)])
        }

        func write(into folder: URL) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try AtomicFile.write(try encoder.encode(self), to: folder.appendingPathComponent(Self.fileName))
        }
    }
#endif
