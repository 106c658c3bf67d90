import ArgumentParser
import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeFormats
import SpikeKernels
import SpikeModel
import SpikeReport
import SpikeRuntime
import SpikeText

/// What `bitspike report` and `bitspike card` do: run the student and gather what is known of it.
struct ReportJob {
    private let command: StudentOptions
    private let options: ModelOptions
    private let student: WatchedStudent
    private let dataset: Dataset?
    /// What the student is compared with.
    private let other: (any LanguageModel)?

    /// Most sequences that energies over T are worked out on.
    static let sequencesOverTime = 32

    /// - Parameter folder: of the student.
    init(_ folder: String, _ command: StudentOptions) throws {
        self.command = command
        options = try ModelOptions.parse(
            ["--model", folder] + (command.threads.map { ["--threads", "\($0)"] } ?? []))
        student = try WatchedStudent(
            options, timeSteps: command.sample.timeSteps, execution: command.sample.execution)
        dataset = try command.sample.dataset(labels: student.packed.config.encoder.labels)
        // What is wrong with the data or the other model is said before the student reads a whole split.
        if let dataset {
            guard dataset.isLabelled, !dataset.examples.isEmpty else {
                throw EvaluationError.unlabelled(path: dataset.path)
            }
            let encoder = student.packed.config.encoder
            if !dataset.task.isRegression {
                _ = try LabelMapping(modelLabels: encoder.labels, task: dataset.task)
            } else if encoder.outputs != 1 {
                throw EvaluationError.wrongOutputs(what: "logits per example", expected: 1, found: encoder.outputs)
            }
        }
        let threads = options.threadCount
        other = try command.against.map {
            try LoadedModel.open(URL(fileURLWithPath: $0), threads: threads).languageModel
        }
    }

    /// The student that is reported.
    var packed: PackedModel { student.packed }

    func report() throws -> StudentReport {
        let examples = dataset?.examples ?? command.sample.builtIn
        var energy = EnergyTotals(
            try EnergyModel(student.packed, timeSteps: student.timeSteps, execution: student.execution))
        var audit = AuditTotals(student.counter)
        var first: [SequenceActivity] = []
        try student.watch(examples) { activity in
            energy.add(activity)
            audit.add(activity)
            if first.count < Self.sequencesOverTime { first.append(activity) }
        }
        let provenance = try ReportProvenance(
            folder: options.url, sample: command.sample, examples: examples.count,
            kernels: student.classifier.kernels.name)
        return StudentReport(
            name: command.name ?? options.url.standardizedFileURL.lastPathComponent, config: student.packed.config,
            timeSteps: student.timeSteps, encoderBytes: student.packed.encoderByteCount, history: try history(),
            quality: try quality(), sample: command.sample.description,
            energy: EnergyReport(energy), energyOverTime: try energyOverTime(examples, first), audit: SpikeAudit(audit),
            siteRates: audit.sites.mapValues { $0.rate(timeSteps: student.timeSteps) }, raster: try raster(examples),
            provenance: provenance.facts, recipe: provenance.recipe)
    }

    /// The log of the training, where the folder holds one.
    private func history() throws -> TrainingHistory? {
        let url = options.url.appendingPathComponent("metrics.jsonl")
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw InputError.missing(path: url.path, fix: "make it readable, or remove it to do without curves")
        }
        return try TrainingHistory(jsonLines: data, path: url.path)
    }

    /// 1, 2, 4 … up to twice the student's own T, and the T that the page is about, as far as the student can.
    private var sweep: [Int] {
        let own = student.packed.config.spiking.timeSteps
        let doubled = (0..<8).map { 1 << $0 }.filter { $0 <= 2 * own }
        return Set(doubled + [own, student.timeSteps]).sorted().filter { steps in
            var spiking = student.packed.config.spiking
            guard !spiking.hasStepThresholds || steps <= own else { return false }
            spiking.timeSteps = steps
            return (try? spiking.validate()) != nil
        }
    }

    private func quality() throws -> StudentReport.Quality? {
        guard let dataset else { return nil }
        var compared: Evaluation?
        if let other, let folder = command.against {
            compared = try EvaluateCommand.evaluate(
                other, on: dataset, tokenizerFolder: URL(fileURLWithPath: folder), maximumLength: nil)
        }
        let evaluations = try sweep.map { steps in
            let classifier = try SpikingClassifier(
                student.packed, options: RuntimeOptions(timeSteps: steps, threads: options.threadCount))
            let evaluation = try EvaluateCommand.evaluate(classifier, on: dataset, options: options)
            if steps == student.timeSteps { EvaluateCommand.warn(evaluation, dataset.task) }
            return FullEvaluation(evaluation, on: dataset, against: compared)
        }
        return StudentReport.Quality(
            evaluations: evaluations, metrics: dataset.task.metrics,
            against: command.against.map { URL(fileURLWithPath: $0).standardizedFileURL.lastPathComponent })
    }

    /// Energies over the sweep, all of the same first sequences.
    ///
    /// - Parameter first: what they did at the T that the page is about.
    private func energyOverTime(_ examples: [Example], _ first: [SequenceActivity]) throws -> [EnergyReport] {
        let few = Array(examples.prefix(first.count))
        return try sweep.map { steps in
            let model = try EnergyModel(student.packed, timeSteps: steps, execution: student.execution)
            if steps == student.timeSteps { return EnergyReport(model, first) }
            let other = try WatchedStudent(
                options, packed: student.packed, timeSteps: steps, execution: student.execution)
            var totals = EnergyTotals(model)
            try other.watch(few) { totals.add($0) }
            return EnergyReport(totals)
        }
    }

    private func raster(_ examples: [Example]) throws -> SpikeRaster {
        let sentence = command.text.map { Example(id: "text", text: $0) } ?? examples[0]
        let tokens = student.tokens(of: sentence)
        let texts = student.texts(of: tokens)
        guard student.classifier.answersEveryStep else {
            var window: [SiteActivity] = []
            _ = try student.classifier.predict([tokens]) { window.append($0) }
            let levels = student.packed.config.spiking.neuron.levels
            return SpikeRaster(tokens: texts, window: window, timeSteps: student.timeSteps) { site, layer, neuron in
                levels * (student.packed.site(site, layer: layer)?.multiplier(neuron) ?? 1)
            }
        }
        let steps = try student.classifier.predictEveryStep(
            [tokens], observing: true, observedTokens: SpikeRaster.tokensShown)
        return SpikeRaster(tokens: texts, steps: steps.first?.activities ?? [])
    }
}
