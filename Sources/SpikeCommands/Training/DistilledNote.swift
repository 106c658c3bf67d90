#if Training
    import Foundation
    import SpikeDistillation
    import SpikeEvaluation
    import SpikeFormats

    /// What the main job's student was distilled from. A note of it beside a complete checkpoint says that nothing but packing and
    /// measuring is left to do.
    struct DistilledNote: Codable, Equatable {
        /// Digest of the recipe.
        let recipe: String
        /// Digest of the teacher and of the training texts.
        let inputs: String

        init(recipe: Recipe, teacher: URL, data: DataFolder, task: TextTask) throws {
            self.recipe = try recipe.digest()
            inputs = try TeacherRecord.inputs(base: teacher, data: data, task: task)
        }

        private static func file(in root: URL) -> URL { root.appendingPathComponent("distilled.json") }

        /// Whether the folder's checkpoint was made of the same.
        func isOf(_ root: URL) throws -> Bool {
            let file = Self.file(in: root)
            guard FileManager.default.fileExists(atPath: file.path) else { return false }
            return try ConfigFile.read(Self.self, at: file) == self
        }

        func write(in root: URL) throws { try ConfigFile.write(self, to: Self.file(in: root)) }

        /// To be called before the checkpoint changes.
        static func remove(from root: URL) throws {
            let file = file(in: root)
            guard FileManager.default.fileExists(atPath: file.path) else { return }
            try FileManager.default.removeItem(at: file)
        }
    }
#endif
