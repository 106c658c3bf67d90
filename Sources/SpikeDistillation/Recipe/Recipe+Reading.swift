#if Training
    import Foundation
    import SpikeCore
    import SpikeModel
    import SpikeTraining

    extension Recipe {
        /// A recipe with every key present: the defaults of reading, and the list of keys there are.
        private static let complete = Recipe(
            name: "unnamed", task: "",
            student: StudentPlan(
                mixedEncodings: [LayerEncoding(layer: 0, linear: .query, encoding: .ternary)], layers: 1,
                hiddenSize: 1, heads: 1, intermediateSize: 1, gradient: .surrogate),
            initialization: InitializationPlan(student: "", layerMapping: LayerMapping(teacherLayers: [0])),
            stages: [defaultStage], averaging: AveragingPlan())

        private static let defaultStage = Stage(
            kind: .taskInternal, steps: 1, epochs: 1, schedule: LearningRateSchedule(learningRate: 6e-4),
            losses: LossWeights(), text: "", packing: .lines, timeSteps: 1,
            quantizedShare: ShareRamp(), augmentation: AugmentationPlan())

        /// Keys whose absence means something, by name or by path without list indices.
        private static let optionalKeys: Set<String> = [
            "task", "layers", "hiddenSize", "heads", "intermediateSize", "layerMapping", "steps", "epochs", "text",
            "stages", "gradient", "augmentation", "packing", "initialization.student", "stages.timeSteps",
            "quantizedShare", "averaging",
        ]

        /// Reads a recipe; keys that are left out have their defaults.
        ///
        /// - Parameter overrides: `path=value` pairs such as `student.timeSteps=4` or `stages.0.epochs=2`, applied last.
        public static func read(from url: URL, overrides: [String] = []) throws -> Recipe {
            guard let data = FileManager.default.contents(atPath: url.path) else {
                throw RecipeError.malformed(path: url.path, why: "cannot be read; is the path right?")
            }
            return try parse(data, path: url.path, overrides: overrides)
        }

        /// Parses a recipe's JSON, or the record of one in a student's folder; `path` is for messages.
        ///
        /// - Parameter option: what the overrides are called where they come from, for messages too.
        public static func parse(
            _ data: Data, path: String, overrides: [String] = [], option: String = "--set"
        ) throws -> Recipe {
            var user = try DefaultedJSON.object(data, path: path)
            // The recipe.json of a student is a record of the recipe and of what it was used on.
            if let record = user as? [String: Any], record["recipeSHA256"] != nil, let used = record["recipe"] {
                user = used
            }
            for pair in overrides {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2, !parts[0].split(separator: ".", omittingEmptySubsequences: false).contains("")
                else {
                    throw RecipeError.malformed(
                        path: "\(option) \(pair)", why: "write it as key=value or block.key=value")
                }
                let value = (try? JSONSerialization.jsonObject(with: Data(parts[1].utf8), options: .fragmentsAllowed))
                user = try set(
                    value ?? parts[1], at: parts[0].split(separator: ".").map(String.init)[...], in: user,
                    place: "\(option) \(pair)")
            }
            let json = try defaulted(path: path)
            let recipe = try json.decode(Recipe.self, from: user)
            try recipe.validate()
            return recipe
        }

        private static func defaulted(path: String) throws -> DefaultedJSON {
            try DefaultedJSON(path: path, title: "the recipe", complete: complete, optionalKeys: optionalKeys)
        }

        private static func set(
            _ value: Any, at path: ArraySlice<String>, in object: Any, place: String
        ) throws -> Any {
            guard let key = path.first else { return value }
            if var list = object as? [Any] {
                guard let index = Int(key), list.indices.contains(index) else {
                    throw RecipeError.malformed(path: place, why: "there is no element \(key)")
                }
                guard path.count > 1 || !(value is NSNull) else {
                    list.remove(at: index)
                    return list
                }
                list[index] = try set(value, at: path.dropFirst(), in: list[index], place: place)
                return list
            }
            guard var members = object as? [String: Any] else {
                throw RecipeError.malformed(path: place, why: "\(key) is below a value that has no keys")
            }
            members[key] = try set(value, at: path.dropFirst(), in: members[key] ?? [String: Any](), place: place)
            return members
        }

        /// SHA-256 of all values that are not the defaults, so that keys of later versions do not change it; how often
        /// states are saved does not either.
        public func digest() throws -> String {
            var deciding = self
            deciding.checkpointEvery = Recipe(name: "", stages: []).checkpointEvery
            let essence = try Self.defaulted(path: name).essence(of: deciding)
            return SHA256.hexDigest(Array(try DefaultedJSON.text(essence)))
        }

        /// What a saved state belongs to: the digest without the name and without what is kept on disk for other runs, which
        /// may change before a training goes on.
        func continuationDigest() throws -> String {
            var essence = self
            essence.name = ""
            essence.teacherCache = Recipe(name: "", stages: []).teacherCache
            return try essence.digest()
        }

        /// Canonical JSON of the recipe: what is stored.
        public func encoded() throws -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self)
        }
    }
#endif
