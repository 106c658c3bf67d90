#if Training
    import ArgumentParser
    import Foundation
    import SpikeDistillation

    /// A recipe file and what the command line changes about it.
    struct RecipeOptions: ParsableArguments {
        @Option(help: ArgumentHelp("Recipe, a JSON file; see recipes/.", valueName: "file"))
        var recipe: String

        @Option(
            name: .customLong("set"),
            help: ArgumentHelp("Override of a recipe key, for example student.timeSteps=4.", valueName: "key=value"))
        var overrides: [String] = []

        /// The recipe as it is to be used.
        func read() throws -> Recipe { try Self.read(recipe, overrides) }

        /// Reads a file that `--recipe` names.
        static func read(_ path: String, _ overrides: [String]) throws -> Recipe {
            let url = URL(fileURLWithPath: path)
            guard FileManager.default.fileExists(atPath: url.path) else {
                throw InputError.missing(
                    path: path, fix: "name a recipe file with --recipe, for example one of recipes/")
            }
            return try Recipe.read(from: url, overrides: overrides)
        }
    }
#endif
