/// A task on texts or text pairs: its classes by name, its metrics and how its files look.
///
/// Classes are always named; a class index exists only relative to `labels` (for GLUE in the order of the hub's data set).
public struct TextTask: Sendable, Equatable {
    /// Name on the command line, for example `sst2`.
    public let name: String
    /// Label names as the files write them, in class order; empty for regression.
    public let labels: [String]
    /// Label names for people and for `id2label`, in class order; empty for regression.
    public let displayLabels: [String]
    /// Metrics in the order they are reported; the first one is the task's main metric.
    public let metrics: [MetricKind]
    /// Names that the columns may have, the official ones first.
    public let columns: [ColumnNames]
    /// File names of splits that are not called after the split, without extension.
    let fileNames: [Split: [String]]
    /// Layouts of official files that have no header.
    let headerless: [HeaderlessLayout]
    /// Whether rows with too few fields are skipped and counted, as the official reader does.
    let skipsShortRows: Bool
    /// Regression: what exports write as the score of unlabelled examples.
    let unknownScore: Double?
    /// bitspike's own split, for sets whose official one cannot be had.
    public let hashedSplit: HashedSplit?

    init(
        name: String, labels: [String], displayLabels: [String]? = nil, metrics: [MetricKind], columns: [ColumnNames],
        fileNames: [Split: [String]] = [:], headerless: [HeaderlessLayout] = [], skipsShortRows: Bool = false,
        unknownScore: Double? = nil, hashedSplit: HashedSplit? = nil
    ) {
        self.name = name
        self.labels = labels
        self.displayLabels = displayLabels ?? labels
        self.metrics = metrics
        self.columns = columns
        self.fileNames = fileNames
        self.headerless = headerless
        self.skipsShortRows = skipsShortRows
        self.unknownScore = unknownScore
        self.hashedSplit = hashedSplit
    }

    /// A task on any TSV, CSV or JSONL files with named columns; an empty `labels` makes it a regression.
    public static func table(
        name: String = "table", text: String, pair: String? = nil, label: String = "label", labels: [String]
    ) -> TextTask {
        TextTask(
            name: name, labels: labels, metrics: labels.isEmpty ? [.pearson, .spearman] : [.accuracy],
            columns: [ColumnNames(text: text, pair: pair, label: label)])
    }

    /// Whether the task predicts a number instead of a class.
    public var isRegression: Bool { labels.isEmpty }

    /// Whether an example has two texts.
    public var hasPairs: Bool { columns.contains { $0.pair != nil } }

    /// The first column names that a file has, those of a label too if any fit; nil where texts, or a label that is needed, are
    /// missing.
    func columns(of names: Set<String>, needsLabel: Bool) -> ColumnNames? {
        let fitting = columns.filter { names.contains($0.text) && $0.pair.map(names.contains) ?? true }
        return fitting.first { names.contains($0.label) } ?? (needsLabel ? nil : fitting.first)
    }

    /// The class of a label name as files or models write it, or nil.
    public func classIndex(named label: String) -> Int? {
        labels.firstIndex(of: label) ?? displayLabels.firstIndex(of: label)
    }

    /// The class, as a number, or the score that logits of every example say; ties go to the first class.
    func predictions(_ logits: [[Float]]) -> [Double] {
        logits.map { isRegression ? Double($0[0]) : Double($0.indexOfLargest) }
    }

    /// Names, without extension, that the file of a split may have.
    func fileNames(of split: Split) throws(EvaluationError) -> [String] {
        switch split {
        case .train, .test: return fileNames[split] ?? [split.name]
        case .dev: return fileNames[split] ?? ["dev", "validation"]
        case .file(let name): return [name]
        case .hashedTrain, .hashedDev:
            guard let hashedSplit else {
                let known = Self.glue.filter { $0.hashedSplit != nil }
                throw .noOwnSplit(task: name, known: known.map(\.name))
            }
            return [hashedSplit.file]
        }
    }
}
