extension TextTask {
    private static let sentence = [ColumnNames(text: "sentence"), ColumnNames(text: "text")]
    private static let sentencePair = [
        ColumnNames(text: "sentence1", pair: "sentence2"), ColumnNames(text: "premise", pair: "hypothesis"),
    ]

    /// Linguistic acceptability (Matthews); train and dev have no header.
    public static let cola = TextTask(
        name: "cola", labels: ["0", "1"], displayLabels: ["unacceptable", "acceptable"],
        metrics: [.matthews, .accuracy],
        columns: sentence,
        headerless: [HeaderlessLayout(files: ["train", "dev"], fileExtension: "tsv", text: 3, label: 1)])

    /// Sentiment of film-review sentences (accuracy).
    public static let sst2 = TextTask(
        name: "sst2", labels: ["0", "1"], displayLabels: ["negative", "positive"], metrics: [.accuracy],
        columns: sentence)

    /// Paraphrases in news (F1 and accuracy).
    public static let mrpc = TextTask(
        name: "mrpc", labels: ["0", "1"], displayLabels: ["not_equivalent", "equivalent"], metrics: [.f1, .accuracy],
        columns: [ColumnNames(text: "#1 String", pair: "#2 String", label: "Quality")] + sentencePair)

    /// Duplicate questions (F1 and accuracy); rows with too few fields are skipped, as the official reader does.
    public static let qqp = TextTask(
        name: "qqp", labels: ["0", "1"], displayLabels: ["not_duplicate", "duplicate"], metrics: [.f1, .accuracy],
        columns: [
            ColumnNames(text: "question1", pair: "question2", label: "is_duplicate"),
            ColumnNames(text: "question1", pair: "question2"),
        ],
        skipsShortRows: true,
        hashedSplit: HashedSplit(file: "quora_duplicate_questions", column: "id", modulus: 10))

    /// Similarity of sentences from 0 to 5 (Pearson and Spearman); GLUE's layout or the original `sts-<split>.csv`.
    public static let stsb = TextTask(
        name: "stsb", labels: [], metrics: [.pearson, .spearman],
        columns: [
            ColumnNames(text: "sentence1", pair: "sentence2", label: "score"),
            ColumnNames(text: "sentence1", pair: "sentence2"),
        ],
        fileNames: [
            .train: ["train", "sts-train"], .dev: ["dev", "sts-dev", "validation"], .test: ["test", "sts-test"],
        ],
        headerless: [
            HeaderlessLayout(
                files: ["sts-train", "sts-dev", "sts-test"], fileExtension: "csv", text: 5, pair: 6, label: 4,
                allowsMoreFields: true)
        ],
        unknownScore: -1)

    /// Entailment over many genres (accuracy), dev and test from the genres of the training set.
    public static let mnli = multiGenre(name: "mnli", part: "matched")

    /// `mnli` with dev and test from genres that the training set lacks.
    public static let mnliMismatched = multiGenre(name: "mnli-mm", part: "mismatched")

    private static func multiGenre(name: String, part: String) -> TextTask {
        TextTask(
            name: name, labels: ["entailment", "neutral", "contradiction"], metrics: [.accuracy],
            columns: [
                ColumnNames(text: "sentence1", pair: "sentence2", label: "gold_label"),
                ColumnNames(text: "premise", pair: "hypothesis"), ColumnNames(text: "sentence1", pair: "sentence2"),
            ],
            fileNames: [
                .dev: ["dev_\(part)", "validation_\(part)"], .test: ["test_\(part)"],
            ])
    }

    /// Whether a paragraph's sentence answers a question (accuracy).
    public static let qnli = TextTask(
        name: "qnli", labels: ["entailment", "not_entailment"], metrics: [.accuracy],
        columns: [ColumnNames(text: "question", pair: "sentence")],
        hashedSplit: HashedSplit(file: "dev", column: "question", modulus: 5))

    /// Entailment in news and encyclopedia text (accuracy).
    public static let rte = TextTask(
        name: "rte", labels: ["entailment", "not_entailment"], metrics: [.accuracy], columns: sentencePair)

    /// Winograd schemas as entailment (accuracy).
    public static let wnli = TextTask(
        name: "wnli", labels: ["0", "1"], displayLabels: ["not_entailment", "entailment"], metrics: [.accuracy],
        columns: sentencePair)

    /// The nine GLUE tasks, with MNLI's mismatched half beside its matched one.
    public static let glue: [TextTask] = [
        .cola, .sst2, .mrpc, .qqp, .stsb, .mnli, .mnliMismatched, .qnli, .rte, .wnli,
    ]

    /// The GLUE task of this name.
    ///
    /// - Throws: `EvaluationError.unknownTask`, which lists the names.
    public static func named(_ name: String) throws(EvaluationError) -> TextTask {
        guard let task = glue.first(where: { $0.name == name }) else {
            throw .unknownTask(name, known: glue.map(\.name))
        }
        return task
    }
}
