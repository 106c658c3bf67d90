#if Training
    import SpikeModel

    /// A grid of distillations: tasks × one value of every axis × seeds. The content of a study file.
    public struct StudyPlan: Sendable, Equatable, Codable {
        /// Name in the ledger, and of the default output folder.
        public var name: String
        /// The recipe that all cells start from, relative to the study file.
        public var recipe: String
        /// Tasks, at least one.
        public var tasks: [StudyTask]
        /// Axes; without any there is one cell per task and seed.
        public var axes: [StudyAxis]
        /// Seeds, at least one.
        public var seeds: [UInt64]
        /// Combinations that are left out: a cell that has all labels of one of these. `task` is a name too.
        public var exclude: [[String: String]]
        /// T's that every student is measured at beside its own.
        public var timeSteps: [Int]
        /// What embedding tables are packed as; nil = what they were rounded to in training, else float16.
        public var embeddings: EmbeddingPrecision?
        /// Whether students' trainable checkpoints stay on disk after packing.
        public var keepsCheckpoints: Bool

        enum CodingKeys: String, CodingKey {
            case name, recipe, tasks, axes, seeds, exclude, timeSteps, embeddings, keepsCheckpoints
        }

        /// Creates a plan.
        public init(
            name: String, recipe: String, tasks: [StudyTask], axes: [StudyAxis] = [], seeds: [UInt64] = [0],
            exclude: [[String: String]] = [], timeSteps: [Int] = [], embeddings: EmbeddingPrecision? = nil,
            keepsCheckpoints: Bool = false
        ) {
            self.name = name
            self.recipe = recipe
            self.tasks = tasks
            self.axes = axes
            self.seeds = seeds
            self.exclude = exclude
            self.timeSteps = timeSteps
            self.embeddings = embeddings
            self.keepsCheckpoints = keepsCheckpoints
        }

        /// The name of the task in `exclude`; no axis may be called so.
        public static let taskName = "task"
        /// Names that the table's own columns have.
        private static let reserved: Set<String> = [taskName, "seed", "seeds", "T"]

        /// Checks everything but the cells' recipes; messages name the key.
        public func validate(path: String) throws(RecipeError) {
            func fail(_ key: String, _ why: String) -> RecipeError { .malformed(path: path, why: "\(key) \(why)") }
            guard Self.isFileName(name) else {
                throw fail("name", "must be letters, digits, '.', '-' and '_', because a folder is called so")
            }
            guard !tasks.isEmpty else { throw fail("tasks", "is empty; give at least one task") }
            guard !seeds.isEmpty else { throw fail("seeds", "is empty; give at least one seed") }
            guard Set(seeds).count == seeds.count else { throw fail("seeds", "has a seed twice") }
            if let name = Self.repeated(tasks.map(\.name)) {
                throw fail("tasks", "has '\(name)' twice; give one of them another label")
            }
            if let name = Self.repeated(axes.map(\.name)) { throw fail("axes", "has '\(name)' twice") }
            for (index, axis) in axes.enumerated() { try validate(axis, key: "axes.\(index)", fail) }
            guard timeSteps.allSatisfy({ $0 >= 1 }) else { throw fail("timeSteps", "must be at least 1") }
            guard Set(timeSteps).count == timeSteps.count else { throw fail("timeSteps", "has a T twice") }
            for (index, task) in tasks.enumerated() {
                guard (task.maximumLength ?? 3) >= 3 else {
                    throw fail("tasks.\(index).maximumLength", "must be at least 3, for [CLS], one token and [SEP]")
                }
                try validate(task.set, key: "tasks.\(index).set", fail)
            }
            for (index, combination) in exclude.enumerated() {
                try validate(combination, key: "exclude.\(index)", fail)
            }
        }

        private func validate(
            _ axis: StudyAxis, key: String, _ fail: (String, String) -> RecipeError
        ) throws(RecipeError) {
            guard !axis.name.isEmpty, !Self.reserved.contains(axis.name) else {
                let names = Self.reserved.sorted().joined(separator: ", ")
                throw fail("\(key).name", "must not be empty, nor one of \(names)")
            }
            guard !axis.values.isEmpty else { throw fail("\(key).values", "is empty; give at least one value") }
            if let label = Self.repeated(axis.values.map(\.label)) {
                throw fail("\(key).values", "has '\(label)' twice")
            }
            for (index, value) in axis.values.enumerated() {
                guard !value.label.isEmpty else { throw fail("\(key).values.\(index).label", "must not be empty") }
                try validate(value.set, key: "\(key).values.\(index).set", fail)
            }
        }

        /// Keys that the study sets last, so that a cell could not have others.
        private func validate(
            _ set: [String: JSONValue], key: String, _ fail: (String, String) -> RecipeError
        ) throws(RecipeError) {
            for (name, owner) in [("seed", "the study's key 'seeds'"), ("task", "the study's key 'tasks'")]
            where set[name] != nil {
                throw fail(key, "has '\(name)', which \(owner) decides")
            }
        }

        private func validate(
            _ combination: [String: String], key: String, _ fail: (String, String) -> RecipeError
        ) throws(RecipeError) {
            guard !combination.isEmpty else { throw fail(key, "is empty, which would leave everything out") }
            for (name, label) in combination.sorted(by: { $0.key < $1.key }) {
                let axis = axes.first { $0.name == name }?.values.map(\.label)
                guard let labels = name == Self.taskName ? tasks.map(\.name) : axis else {
                    let names = [Self.taskName] + axes.map(\.name)
                    throw fail(key, "names no axis with '\(name)'; there are \(names.joined(separator: ", "))")
                }
                guard labels.contains(label) else {
                    throw fail("\(key).\(name)", "has no '\(label)'; there are \(labels.joined(separator: ", "))")
                }
            }
        }

        private static func isFileName(_ name: String) -> Bool {
            !name.isEmpty && !name.hasPrefix(".")
                && name.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                        true
                    default: false
                    }
                }
        }

        /// The first text that is there twice.
        private static func repeated(_ names: [String]) -> String? {
            var seen: Set<String> = []
            return names.first { !seen.insert($0).inserted }
        }
    }
#endif
