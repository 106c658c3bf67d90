#if Training
    import Foundation
    import SpikeFormats

    /// What a reproduction was asked for. A note of it beside the student says that the student was trained for this and nothing else,
    /// and is still to be compared.
    struct ReproductionRequest: Codable, Equatable {
        let paper: String
        let scale: String
        /// Hash of the recipe with its overrides.
        let recipe: String
        let teacherEpochs: Double?
        let model: String
        let data: String

        private static func note(in root: URL) -> URL { root.appendingPathComponent("request.json") }

        func isTrained(in root: URL) throws -> Bool {
            let note = Self.note(in: root)
            guard FileManager.default.fileExists(atPath: note.path) else { return false }
            return try ConfigFile.read(Self.self, at: note) == self
        }

        func noteTrained(in root: URL) throws { try ConfigFile.write(self, to: Self.note(in: root)) }

        func forget(in root: URL) throws { try FileManager.default.removeItem(at: Self.note(in: root)) }
    }
#endif
