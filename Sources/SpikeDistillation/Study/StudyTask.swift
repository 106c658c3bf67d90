#if Training
    /// A task of a study, with its data and its teacher.
    public struct StudyTask: Sendable, Equatable, Codable {
        /// GLUE task, or `table`.
        public var task: String
        /// Name in tables; nil = the task's.
        public var label: String?
        /// Folder of the data, relative to the study file.
        public var data: String
        /// Whether train and dev are bitspike's own parts of one file (QQP, QNLI).
        public var ownSplit: Bool
        /// Folder of the fine-tuned teacher, relative to the study file.
        public var teacher: String
        /// Longest sequence in training and evaluation; nil = the recipe's `batches.maximumLength`.
        public var maximumLength: Int?
        /// `table` only: column of the text.
        public var textColumn: String
        /// `table` only: column of the second text.
        public var pairColumn: String?
        /// `table` only: column of the label.
        public var labelColumn: String
        /// `table` only: whether the label is a number to predict.
        public var regression: Bool
        /// Recipe keys that this task sets, as paths like those of `--set`.
        public var set: [String: JSONValue]

        /// Creates a task.
        public init(
            task: String, label: String? = nil, data: String, ownSplit: Bool = false, teacher: String,
            maximumLength: Int? = nil,
            textColumn: String = "text", pairColumn: String? = nil, labelColumn: String = "label",
            regression: Bool = false, set: [String: JSONValue] = [:]
        ) {
            self.task = task
            self.label = label
            self.data = data
            self.ownSplit = ownSplit
            self.teacher = teacher
            self.maximumLength = maximumLength
            self.textColumn = textColumn
            self.pairColumn = pairColumn
            self.labelColumn = labelColumn
            self.regression = regression
            self.set = set
        }

        /// Name in tables.
        public var name: String { label ?? task }
    }
#endif
