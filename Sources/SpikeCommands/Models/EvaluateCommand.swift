import ArgumentParser
import Foundation
import SpikeEvaluation
import SpikeModel
import SpikeText

/// `bitspike evaluate`: a model's metrics on a split.
struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure a teacher or a packed student on a labelled split.")

    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var taskOptions: TaskOptions

    @Option(help: "Split to measure on: dev, test, train, or the name of a labelled file.")
    var split = "dev"

    @Option(help: "First examples to measure on, for a quick look. (default: all)")
    var limit: Int?

    @Option(
        parsing: .upToNextOption,
        help: "T of a student, when it should differ from what it was trained with; several with --full.")
    var timeSteps: [Int] = []

    @Flag(help: "Also intervals, calibration and, with --against, significance and fidelity; for every T.")
    var full = false

    @Option(
        help: ArgumentHelp("With --full: folder of a model to compare with on the same examples.", valueName: "dir"))
    var against: String?

    @Option(help: "Output format: table or json.")
    var format: OutputFormat = .table

    @Flag(help: "With --full: also what is left when bits, thresholds, spikes or letters go wrong; at the last T.")
    var robustness = false

    @Option(help: "With --robustness: draws of every perturbation. (default: 3)")
    var draws: Int?

    func validate() throws {
        guard limit ?? 1 >= 1 else { throw ValidationError("--limit must be at least 1") }
        guard full || !robustness else { throw ValidationError("--robustness needs --full") }
        guard robustness || draws == nil else { throw ValidationError("--draws needs --robustness") }
        guard draws ?? 1 >= 1 else { throw ValidationError("--draws must be at least 1") }
        guard full || timeSteps.count <= 1 else { throw ValidationError("several --time-steps need --full") }
        guard full || against == nil else { throw ValidationError("--against needs --full") }
        guard Set(timeSteps).count == timeSteps.count else { throw ValidationError("--time-steps names a T twice") }
    }

    func run() async throws {
        if full { return try FullEvaluationJob(self).run() }
        let model = try LoadedModel.open(
            modelOptions.url, threads: modelOptions.threadCount, timeSteps: timeSteps.first
        ).languageModel
        let task = try taskOptions.resolve(modelLabels: model.config.labels)
        let dataset = try dataset(of: task)
        let evaluation = try Self.evaluate(model, on: dataset, options: modelOptions)
        Self.warn(evaluation, task)
        switch format {
        case .json: try Console.json(evaluation.result)
        case .table: Self.table(evaluation.result).forEach(Console.data)
        }
    }

    /// The examples to measure on.
    func dataset(of task: TextTask) throws -> Dataset {
        let dataset = try taskOptions.folder.read(Split(name: split), task: task)
        return limit.map(dataset.prefix) ?? dataset
    }

    /// Says when another order of the classes would fit much better.
    static func warn(_ evaluation: Evaluation, _ task: TextTask) {
        guard let permutation = evaluation.labelPermutation, permutation.isClearlyBetter else { return }
        Console.error("warning: \(permutation.explanation(labels: task.displayLabels))")
    }

    /// Measures a model with the tokenizer of its folder and a progress bar.
    static func evaluate(_ model: any LanguageModel, on dataset: Dataset, options: ModelOptions) throws -> Evaluation {
        try evaluate(model, on: dataset, tokenizerFolder: options.url, maximumLength: options.maximumLength)
    }

    static func evaluate(
        _ model: any LanguageModel, on dataset: Dataset, tokenizerFolder: URL, maximumLength: Int?
    ) throws -> Evaluation {
        let tokenizer = try WordPieceTokenizer.load(folder: tokenizerFolder)
        let longest = try tokenizer.longestSequence(
            maximumLength, positions: model.config.maximumPositions, of: tokenizerFolder)
        let bar = ProgressBar(label: "evaluating", total: dataset.examples.count)
        defer { bar.finish() }
        return try Evaluator().evaluate(
            model, on: dataset, tokenize: { tokenizer.encode($0.text, $0.pair, maximumLength: longest) },
            progress: { bar.update($0) })
    }

    private static func table(_ result: EvaluationResult) -> [String] {
        var lines = ["task      \(result.task), \(result.split), \(result.examples) examples"]
        for (name, value) in result.metrics.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "\(name.padding(toLength: 9, withPad: " ", startingAt: 0)) \(value.map { $0.rounded(4) } ?? "undefined")"
            )
        }
        if let timeSteps = result.timeSteps, let rate = result.meanSpikeRate, let spikes = result.spikesPerNeuron {
            lines.append("timeSteps \(timeSteps)")
            lines.append("spikes    \(spikes.rounded(3)) per neuron and window, \(rate.rounded(3)) per step")
        }
        return lines + ["seconds   \(result.seconds.rounded(2))"]
    }
}
