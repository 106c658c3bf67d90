import ArgumentParser
import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeFormats
import SpikeModel
import SpikeRuntime
import SpikeText

/// `bitspike anytime`: what a student says after every time step, and when it may stop.
struct AnytimeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anytime",
        abstract: "Measure a student after every time step, and fit rules that stop early.",
        discussion: """
            Rules are fitted on one half of the examples and measured on the other, both ways round. With --save those of all \
            examples go into the student's folder, where 'bitspike classify --anytime' finds them. See docs/Evaluation.md.
            """)

    @OptionGroup var modelOptions: ModelOptions
    @OptionGroup var taskOptions: TaskOptions

    @Option(help: "Split to fit and measure on: dev, train, or the name of a labelled file.")
    var split = "dev"

    @Option(help: "Accuracy that the threshold rule may lose, as a fraction.")
    var tolerance = 0.003

    @Option(help: "Chance that the conformal rule answers otherwise than after all time steps.")
    var level = 0.02

    @Flag(help: "Keep both rules in the student's folder.")
    var save = false

    @Flag(help: "Leave energies out, which take most of the time.")
    var withoutEnergy = false

    @Option(help: "Output format: table or json.")
    var format: OutputFormat = .table

    func validate() throws {
        guard (0..<1).contains(tolerance) else { throw ValidationError("--tolerance lies between 0 and 1") }
        guard level > 0, level < 1 else { throw ValidationError("--level lies between 0 and 1") }
    }

    func run() async throws {
        guard let packed = try LoadedModel.packed(modelOptions.url) else {
            throw InputError.unsuitableModel(
                path: modelOptions.model, why: "is a full-precision model, which has no time steps; give a student")
        }
        let classifier = try SpikingClassifier(packed, options: RuntimeOptions(threads: modelOptions.threadCount))
        // Refused with its own words before any data are read.
        guard classifier.answersEveryStep else { throw InferenceError.noSteps }
        let task = try taskOptions.resolve(modelLabels: classifier.config.labels)
        guard !task.isRegression else {
            throw InputError.unsuitableModel(
                path: modelOptions.model, why: "predicts a number, which has no confidence to stop by")
        }
        let dataset = try taskOptions.folder.read(Split(name: split), task: task)
        guard dataset.isLabelled else { throw EvaluationError.unlabelled(path: dataset.path) }
        guard dataset.examples.count >= Self.fewestExamples else {
            throw InputError.impossible(
                what: dataset.path,
                why:
                    "has \(dataset.examples.count) examples, too few to fit a rule on one half and measure it on the other; "
                    + "give at least \(Self.fewestExamples)")
        }
        let (fit, energies) = try steps(of: classifier, packed, dataset)
        let report = AnytimeReport(fit, energies: energies, tolerance: tolerance, level: level)
        switch format {
        case .json: try Console.json(report)
        case .table: AnytimeTable(report).lines.forEach(Console.data)
        }
        guard save else { return }
        let data = "\(task.name), \(split)"
        try StopRuleFile.write(
            [fit.threshold(tolerance: tolerance, data: data), fit.conformal(level: level, data: data)],
            to: modelOptions.url)
        Console.error("saved \(modelOptions.url.appendingPathComponent(StopRuleFile.name).path)")
    }

    /// Logits of every example after every step, in the order of the task's classes, and what they cost until then.
    private func steps(
        of classifier: SpikingClassifier, _ packed: PackedModel, _ dataset: Dataset
    ) throws -> (StopRuleFit, [[Double]]?) {
        let tokenizer = try modelOptions.tokenizer()
        let longest = try tokenizer.longestSequence(
            modelOptions.maximumLength, positions: classifier.config.maximumPositions, of: modelOptions.url)
        let models = try (1...classifier.timeSteps).map {
            try EnergyModel(packed, timeSteps: $0, execution: .onePass)
        }
        let mapping = try LabelMapping(modelLabels: classifier.config.labels, task: dataset.task)
        let bar = ProgressBar(label: "stepping", total: dataset.examples.count)
        defer { bar.finish() }
        var logits: [[[Float]]] = []
        var energies: [[Double]] = []
        // What every site did after every step is kept until the batch is done.
        let size = withoutEnergy ? Self.batchSize : max(modelOptions.threadCount, Self.batchSize / classifier.timeSteps)
        for start in stride(from: 0, to: dataset.examples.count, by: size) {
            let examples = dataset.examples[start..<min(start + size, dataset.examples.count)]
            let batch = examples.map { tokenizer.encode($0.text, $0.pair, maximumLength: longest) }
            for (index, prediction) in try classifier.predictEveryStep(batch, observing: !withoutEnergy).enumerated() {
                guard prediction.logits.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
                    throw EvaluationError.notFinite(example: examples[examples.startIndex + index].id)
                }
                logits.append(prediction.logits.map(mapping.inTaskOrder))
                energies.append(
                    zip(models, prediction.activities).map { model, seen in
                        var activity = SequenceActivity(tokens: batch[index].count)
                        seen.forEach { activity.observe($0) }
                        return model.studentOperations(activity)
                    })
            }
            bar.update(logits.count)
        }
        let expected = dataset.examples.compactMap { $0.label?.classIndex }
        return (StopRuleFit(logits: logits, expected: expected), withoutEnergy ? nil : energies)
    }

    private static let batchSize = 32
    private static let fewestExamples = 4
}
