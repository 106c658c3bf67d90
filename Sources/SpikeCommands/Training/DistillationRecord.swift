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
        let origin: TrainingOrigin

        private static let fileName = "recipe.json"

        /// What is read of a record; a former version's may lack keys.
        private struct Excerpt: Decodable {
            struct Recipe: Decodable {
                struct Student: Decodable { let solver: FixedPointSolver? }
                let student: Student?
            }
            let recipe: Recipe?
        }

        /// The solver of feedback that a checkpoint was trained with; nil where its folder does not say.
        static func solver(in folder: URL) throws -> FixedPointSolver? {
            let file = folder.appendingPathComponent(fileName)
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            return try ConfigFile.read(Excerpt.self, at: file).recipe?.student?.solver
        }

        func write(into folder: URL) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try AtomicFile.write(try encoder.encode(self), to: folder.appendingPathComponent(Self.fileName))
        }
    }
#endif
