import ArgumentParser
import SpikeEvaluation

/// A task and its data.
struct TaskOptions: ParsableArguments {
    @Option(
        help: """
            GLUE task (cola, sst2, mrpc, qqp, stsb, mnli, mnli-mm, qnli, rte, wnli), or 'table' for any TSV, CSV or \
            JSONL with named columns.
            """)
    var task: String

    @OptionGroup var data: DataOptions

    var folder: DataFolder { data.folder }

    /// The task; see `DataOptions.task`.
    func resolve(modelLabels: [String] = []) throws -> TextTask { try data.task(task, modelLabels: modelLabels) }
}
