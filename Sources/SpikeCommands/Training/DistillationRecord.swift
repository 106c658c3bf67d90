#if Training
    import Foundation
    import SpikeDistillation
    import SpikeFormats
    import SpikeTraining

    /// How a student was made: `recipe.json` in its folder.
    struct DistillationRecord: Encodable {
        /// Nil for a student without a head.
        let task: String?
        let recipe: Recipe
        /// `Recipe.digest()`: of what is not the default.
        let recipeSHA256: String
        /// Digest of the teacher, of all texts, and of the student that it started from.
        let inputs: String
        let origin: TrainingOrigin

        private static let fileName = "recipe.json"

        /// What is read of a record; a former version's may lack keys.
        private struct Excerpt: Decodable {
            struct Recipe: Decodable {
                struct Student: Decodable { let solver: FixedPointSolver? }
                let student: Student?
            }
            let recipe: Recipe?
            let recipeSHA256: String?
            let inputs: String?
        }

        private static func excerpt(of folder: URL) throws -> Excerpt? {
            let file = folder.appendingPathComponent(fileName)
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            return try ConfigFile.read(Excerpt.self, at: file)
        }

        /// Whether a folder's student was made of the same recipe and inputs.
        static func isOf(_ folder: URL, recipeSHA256: String, inputs: String) throws -> Bool {
            guard let found = try excerpt(of: folder) else { return false }
            return found.recipeSHA256 == recipeSHA256 && found.inputs == inputs
        }

        /// The solver of feedback that a checkpoint was trained with; nil where its folder does not say.
        static func solver(in folder: URL) throws -> FixedPointSolver? {
            try excerpt(of: folder)?.recipe?.student?.solver
        }

        func write(into folder: URL) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try AtomicFile.write(try encoder.encode(self), to: folder.appendingPathComponent(Self.fileName))
        }
    }
#endif
