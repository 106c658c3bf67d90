#if Training
    import Foundation
    import SpikeDistillation
    import SpikeFormats

    /// How a student was made: `recipe.json` in its folder.
    struct DistillationRecord: Encodable {
        /// Nil for a student without a head.
        let task: String?
        let recipe: Recipe
        /// `Recipe.digest()`: of what is not the default.
        let recipeSHA256: String
        let origin: TrainingOrigin

        func write(into folder: URL) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try AtomicFile.write(try encoder.encode(self), to: folder.appendingPathComponent("recipe.json"))
        }
    }
#endif
