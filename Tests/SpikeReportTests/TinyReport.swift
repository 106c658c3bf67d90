import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeReport
import SpikeRuntime
import SpikeText
import SpikeTinyModels

/// A small student with everything a report says of it.
enum TinyReport {
    static func student(_ schedule: SpikeSchedule, seed: UInt64 = 3) throws -> PackedModel {
        var draw = RandomStudent(seed: seed)
        return try draw.student(draw.config(schedule: schedule, encodings: [.ternary]))
    }

    static let tokens = TokenSequence(ids: [2, 5, 9, 11, 3], typeIDs: [0, 0, 0, 0, 0])

    static func report(
        _ schedule: SpikeSchedule = .counted, name: String = "tiny", quality: StudentReport.Quality? = nil,
        words: [String]? = nil, history: TrainingHistory? = nil, recipe: String? = nil
    ) throws -> StudentReport {
        let model = try student(schedule)
        let execution: StudentExecution = schedule == .counted ? .timeSteps : .onePass
        let classifier = try SpikingClassifier(model, options: RuntimeOptions(threads: 1, execution: execution))
        var activity = SequenceActivity(tokens: tokens.count)
        var window: [SiteActivity] = []
        _ = try classifier.predict([tokens]) {
            activity.observe($0)
            window.append($0)
        }
        let texts = words ?? tokens.ids.map { "w\($0)" }
        let energy = EnergyReport(try EnergyModel(model, execution: execution), [activity])
        return StudentReport(
            name: name, config: model.config, timeSteps: classifier.timeSteps, encoderBytes: model.encoderByteCount,
            history: history, quality: quality, sample: "one sentence", energy: energy, energyOverTime: [energy],
            audit: SpikeAudit(OperationCounter(model, execution: execution), [activity]),
            siteRates: activity.sites.mapValues { Double($0.spikes) / Double($0.neurons * tokens.count) },
            raster: SpikeRaster(tokens: texts, window: window, timeSteps: classifier.timeSteps) { _, _, _ in
                model.config.spiking.neuron.levels
            },
            provenance: [.init("seed", "3")], recipe: recipe)
    }

    /// Answers of a task with two classes, or of a regression when there are none.
    static func quality(labels: [String], expected: [Double]) -> StudentReport.Quality {
        let task = TextTask.table(text: "text", labels: labels)
        let examples = expected.enumerated().map { index, value in
            Example(
                id: "\(index)", text: "x",
                label: labels.isEmpty ? .score(value) : .class(Int(value)))
        }
        let logits: [[Float]] = expected.indices.map { index in
            let value = Float((index * 7) % 5) / 2 - 1
            return labels.isEmpty ? [value] : [-value, value]
        }
        let predicted = logits.map { labels.isEmpty ? Double($0[0]) : $0[1] > $0[0] ? 1 : 0 }
        let metrics = Dictionary(
            uniqueKeysWithValues: task.metrics.map { metric -> (String, Double?) in
                let value = metric.value(predicted: predicted, expected: expected)
                return (metric.rawValue, value.isNaN ? nil : value)
            })
        let evaluation = Evaluation(
            result: EvaluationResult(
                task: task.name, split: "dev", metrics: metrics, timeSteps: 1, examples: expected.count, seconds: 0),
            logits: logits)
        let dataset = Dataset(task: task, split: .dev, path: "dev.tsv", examples: examples)
        return StudentReport.Quality(
            evaluations: [FullEvaluation(evaluation, on: dataset)], metrics: task.metrics)
    }
}
