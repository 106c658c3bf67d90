import SpikeCore
import SpikeModel
import SpikeText

/// Runs a model over a data set and measures it.
///
/// Examples are sorted by length, so that the sequences of a batch are about equally long; results do not depend on it.
public struct Evaluator: Sendable {
    /// Sequences a model gets at once.
    public var batchSize: Int

    /// Creates an evaluator; traps unless `batchSize` is positive.
    public init(batchSize: Int = 32) {
        precondition(batchSize > 0, "a batch needs at least one sequence")
        self.batchSize = batchSize
    }

    /// Measures a model, teacher or student.
    ///
    /// - Parameters:
    ///   - model: its labels are matched with the task's by name.
    ///   - dataset: a labelled split.
    ///   - tokenize: turns an example into the model's tokens, truncated to what the model can read.
    ///   - progress: called after every batch with the examples done so far.
    /// - Throws: `EvaluationError` when labels are missing or cannot be matched, or logits are wrong in number or not
    ///   finite; what `tokenize` and the model throw.
    public func evaluate(
        _ model: any LanguageModel, on dataset: Dataset, tokenize: (Example) throws -> TokenSequence,
        progress: (Int) -> Void = { _ in }
    ) throws -> Evaluation {
        let expected = dataset.examples.compactMap(\.label)
        guard expected.count == dataset.examples.count, !expected.isEmpty else {
            throw EvaluationError.unlabelled(path: dataset.path)
        }
        let mapping = try outputMapping(of: model.config, task: dataset.task)
        let clock = ContinuousClock()
        let start = clock.now
        let sequences = try dataset.examples.map(tokenize)
        var run = Run(examples: dataset.examples)
        for batch in batches(sequences) {
            let prediction = try model.predict(batch.map { sequences[$0] })
            try run.add(prediction, of: batch, mapping: mapping)
            progress(run.done)
        }
        let seconds = (clock.now - start) / .seconds(1)
        return run.evaluation(of: dataset, expected: expected, seconds: seconds)
    }

    /// nil for a regression, which has one logit and no names.
    private func outputMapping(of config: BERTConfig, task: TextTask) throws -> LabelMapping? {
        guard task.isRegression else { return try LabelMapping(modelLabels: config.labels, task: task) }
        guard config.outputs == 1 else {
            throw EvaluationError.wrongOutputs(what: "logits per example", expected: 1, found: config.outputs)
        }
        return nil
    }

    /// Positions of the sequences, longest first so that a lack of memory shows at once, in batches.
    private func batches(_ sequences: [TokenSequence]) -> [ArraySlice<Int>] {
        let order = sequences.indices.sorted { (sequences[$1].count, $0) < (sequences[$0].count, $1) }
        return stride(from: 0, to: order.count, by: batchSize).map { order[$0..<min($0 + batchSize, order.count)] }
    }
}

extension Evaluator {
    /// What has been predicted so far.
    private struct Run {
        let examples: [Example]
        var logits: [[Float]]
        var spikes: SpikeStatistics?
        var done = 0

        init(examples: [Example]) {
            self.examples = examples
            logits = [[Float]](repeating: [], count: examples.count)
        }

        mutating func add(_ prediction: Prediction, of batch: ArraySlice<Int>, mapping: LabelMapping?) throws {
            guard prediction.logits.count == batch.count else {
                throw EvaluationError.wrongOutputs(
                    what: "predictions", expected: batch.count, found: prediction.logits.count)
            }
            let outputs = mapping?.classOfLogit.count ?? 1
            for (position, row) in zip(batch, prediction.logits) {
                guard row.count == outputs else {
                    throw EvaluationError.wrongOutputs(what: "logits per example", expected: outputs, found: row.count)
                }
                guard row.allSatisfy(\.isFinite) else {
                    throw EvaluationError.notFinite(example: examples[position].id)
                }
                logits[position] = mapping?.inTaskOrder(row) ?? row
            }
            if let more = prediction.spikes {
                if spikes == nil { spikes = more } else { spikes?.add(more) }
            }
            done += batch.count
        }

        func evaluation(of dataset: Dataset, expected: [Label], seconds: Double) -> Evaluation {
            let task = dataset.task
            let predicted = task.predictions(logits)
            let values = task.metrics.map { kind -> (String, Double?) in
                let value = kind.value(predicted: predicted, expected: expected.map(\.value))
                return (kind.rawValue, value.isNaN ? nil : value)
            }
            let result = EvaluationResult(
                task: task.name, split: dataset.split.name, metrics: Dictionary(uniqueKeysWithValues: values),
                timeSteps: spikes?.timeSteps, meanSpikeRate: spikes?.meanSpikeRate,
                spikesPerNeuron: spikes?.spikesPerNeuron,
                ratePerSite: spikes?.ratePerSite.map { EvaluationResult.SiteRate(site: $0.name, rate: $0.rate) },
                examples: expected.count, seconds: seconds)
            let permutation =
                task.isRegression
                ? nil : LabelPermutation(logits: logits, expected: expected.compactMap(\.classIndex))
            return Evaluation(result: result, logits: logits, labelPermutation: permutation)
        }
    }
}
