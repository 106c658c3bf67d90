#if Training
    import Foundation
    import SpikeModel

    extension StudyPlan {
        /// A plan with every key present, see `DefaultedJSON`.
        private static let complete = StudyPlan(
            name: "", recipe: "",
            tasks: [StudyTask(task: "", label: "", data: "", teacher: "", maximumLength: 3, pairColumn: "")],
            axes: [StudyAxis(name: "", values: [StudyAxis.Value(label: "", set: [:])])], exclude: [[:]],
            embeddings: .float16)

        /// Keys without a default: they must be there, or their absence means something.
        private static let optionalKeys: Set<String> = [
            "name", "recipe", "tasks", "task", "label", "data", "teacher", "maximumLength", "pairColumn", "axes",
            "values", "exclude", "embeddings",
        ]

        /// Reads a study file; keys that are left out have their defaults.
        public static func read(from url: URL) throws -> StudyPlan {
            guard let data = FileManager.default.contents(atPath: url.path) else {
                throw RecipeError.malformed(path: url.path, why: "cannot be read; is the path right?")
            }
            return try parse(data, path: url.path)
        }

        /// Parses a study's JSON; `path` is for messages.
        public static func parse(_ data: Data, path: String) throws -> StudyPlan {
            let json = try DefaultedJSON(
                path: path, title: "the study", complete: complete, optionalKeys: optionalKeys)
            let plan = try json.decode(StudyPlan.self, from: DefaultedJSON.object(data, path: path))
            try plan.validate(path: path)
            return plan
        }

        /// Reads a plan; lists without elements may be left out.
        public init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                name: try values.decode(String.self, forKey: .name),
                recipe: try values.decode(String.self, forKey: .recipe),
                tasks: try values.decode([StudyTask].self, forKey: .tasks),
                axes: try values.decodeIfPresent([StudyAxis].self, forKey: .axes) ?? [],
                seeds: try values.decode([UInt64].self, forKey: .seeds),
                exclude: try values.decodeIfPresent([[String: String]].self, forKey: .exclude) ?? [],
                timeSteps: try values.decode([Int].self, forKey: .timeSteps),
                embeddings: try values.decodeIfPresent(EmbeddingPrecision.self, forKey: .embeddings),
                keepsCheckpoints: try values.decode(Bool.self, forKey: .keepsCheckpoints))
        }
    }
#endif
