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
                hiddenSize: 1, heads: 1, intermediateSize: 1),
            initialization: InitializationPlan(layerMapping: LayerMapping(teacherLayers: [0])),
            stages: [defaultStage])

        private static let defaultStage = Stage(
            kind: .taskInternal, steps: 1, epochs: 1, schedule: LearningRateSchedule(learningRate: 6e-4),
            losses: LossWeights(), text: "")

        /// Keys whose absence means something.
        private static let optionalKeys: Set<String> = [
            "task", "layers", "hiddenSize", "heads", "intermediateSize", "layerMapping", "steps", "epochs", "text",
            "stages",
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

        /// Parses a recipe's JSON; `path` is for messages.
        public static func parse(_ data: Data, path: String, overrides: [String] = []) throws -> Recipe {
            var user: Any
            do { user = try JSONSerialization.jsonObject(with: data) } catch {
                throw RecipeError.malformed(path: path, why: "is not valid JSON; check for a missing comma or quote")
            }
            for pair in overrides {
                let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw RecipeError.malformed(path: "--set \(pair)", why: "write it as key=value")
                }
                let value = (try? JSONSerialization.jsonObject(with: Data(parts[1].utf8), options: .fragmentsAllowed))
                user = try set(
                    value ?? parts[1], at: parts[0].split(separator: ".").map(String.init)[...], in: user, pair)
            }
            let known = try JSONSerialization.jsonObject(with: JSONEncoder().encode(complete))
            let merged = try merge(user, over: known, path: path, key: "")
            return try decode(merged, path: path)
        }

        private static func decode(_ object: Any, path: String) throws -> Recipe {
            do {
                let data = try JSONSerialization.data(withJSONObject: object)
                let recipe = try JSONDecoder().decode(Recipe.self, from: data)
                try recipe.validate()
                return recipe
            } catch let error as DecodingError {
                throw RecipeError.malformed(path: path, why: describe(error))
            }
        }

        private static func describe(_ error: DecodingError) -> String {
            func name(_ context: DecodingError.Context) -> String {
                context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
            }
            switch error {
            case .typeMismatch(let type, let context): return "\(name(context)) must be \(kind(of: type))"
            case .valueNotFound(_, let context): return "\(name(context)) must not be null"
            case .keyNotFound(let key, let context):
                return "\((name(context) + "." + key.stringValue).drop { $0 == "." }) is missing"
            case .dataCorrupted(let context): return "\(name(context)): \(context.debugDescription)"
            @unknown default: return "cannot be decoded"
            }
        }

        /// What JSON calls a type, with its article.
        private static func kind(of type: any Any.Type) -> String {
            switch type {
            case is any BinaryInteger.Type: "an integer"
            case is any BinaryFloatingPoint.Type: "a number"
            case is String.Type: "a string"
            case is Bool.Type: "true or false"
            case is any RangeReplaceableCollection.Type: "a list"
            default: "an object"
            }
        }

        /// The user's values over the defaults; unknown keys throw.
        private static func merge(_ user: Any, over known: Any, path: String, key: String) throws -> Any {
            if let known = known as? [String: Any] {
                guard let user = user as? [String: Any] else {
                    throw RecipeError.malformed(
                        path: path, why: "\(key.isEmpty ? "the recipe" : key) must be an object")
                }
                var result = defaults(known)
                for (name, value) in user.sorted(by: { $0.key < $1.key }) {
                    guard let default_ = known[name] else {
                        throw RecipeError.unknownKey(
                            path: path, key: (key.isEmpty ? "" : key + ".") + name, known: known.keys.sorted())
                    }
                    guard !(value is NSNull) else { continue }
                    result[name] = try merge(
                        value, over: default_, path: path, key: (key.isEmpty ? "" : key + ".") + name)
                }
                return result
            }
            if let known = known as? [[String: Any]], let pattern = known.first, let user = user as? [Any] {
                return try user.enumerated().map {
                    try merge($0.element, over: pattern, path: path, key: "\(key).\($0.offset)")
                }
            }
            return user
        }

        /// The values of a block that the user leaves out, and of all blocks below it.
        private static func defaults(_ known: [String: Any]) -> [String: Any] {
            known.filter { !optionalKeys.contains($0.key) }.mapValues { value in
                // The one element of a list of objects only says which keys there are.
                if value is [[String: Any]] { return [Any]() }
                return (value as? [String: Any]).map(defaults) ?? value
            }
        }

        private static func set(
            _ value: Any, at path: ArraySlice<String>, in object: Any, _ pair: String
        ) throws -> Any {
            guard let key = path.first else { return value }
            if var list = object as? [Any] {
                guard let index = Int(key), list.indices.contains(index) else {
                    throw RecipeError.malformed(path: "--set \(pair)", why: "there is no element \(key)")
                }
                guard path.count > 1 || !(value is NSNull) else {
                    list.remove(at: index)
                    return list
                }
                list[index] = try set(value, at: path.dropFirst(), in: list[index], pair)
                return list
            }
            guard var members = object as? [String: Any] else {
                throw RecipeError.malformed(path: "--set \(pair)", why: "\(key) is below a value that has no keys")
            }
            members[key] = try set(value, at: path.dropFirst(), in: members[key] ?? [String: Any](), pair)
            return members
        }

        /// Canonical JSON of the recipe: what is stored and hashed.
        public func encoded() throws -> Data {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self)
        }
    }
#endif
