import SpikeCore
import SpikeEvaluation
import SpikeFormats
import SpikeModel

/// What a model card says of a student beyond its sizes.
public struct StudentCard {
    private let report: StudentReport

    /// The card of everything that a report knows.
    public init(_ report: StudentReport) { self.report = report }

    /// The card.
    ///
    /// - Parameters:
    ///   - license: identifier of the licence.
    ///   - baseModel: where the teacher came from.
    ///   - dataset: name of the data, `glue` for GLUE's own; nil takes the task's.
    public func card(license: String, baseModel: String?, dataset: String? = nil) -> ModelCard {
        ModelCard(
            name: report.name, license: license, baseModel: baseModel, results: results(dataset),
            sections: [
                .init("What was kept", markdown: kept), .init("Energy", markdown: energy),
                .init("What it computes", markdown: audit), .init("How it was made", markdown: made),
            ])
    }

    /// Every metric and the calibration, at T.
    private func results(_ dataset: String?) -> [ModelCard.Result] {
        guard let quality = report.quality, let evaluation = report.evaluation else { return [] }
        let result = evaluation.result
        let place = CardPlace(task: result.task, split: result.split, dataset: dataset)
        func make(_ metric: String, _ value: Double) -> ModelCard.Result {
            .init(dataset: place.dataset, config: place.config, split: place.split, metric: metric, value: value)
        }
        var results = quality.metrics.compactMap { metric in
            (result.metrics[metric.rawValue] ?? nil).map { make(Self.hubName(metric), $0) }
        }
        if let calibration = evaluation.calibration {
            let own = calibration.unscaled
            results += [
                make("expected_calibration_error", own.expectedCalibrationError), make("brier_score", own.brierScore),
                make("log_loss", own.logLoss),
            ]
        }
        return results
    }

    /// What Hugging Face's `evaluate` library calls a metric.
    private static func hubName(_ metric: MetricKind) -> String {
        switch metric {
        case .accuracy, .f1: metric.rawValue
        case .matthews: "matthews_correlation"
        case .pearson: "pearsonr"
        case .spearman: "spearmanr"
        }
    }

    private var kept: String {
        guard let quality = report.quality else {
            return "Not measured: no labelled data was given when this card was written."
        }
        let notes = (report.evaluation?.notes ?? []).map { "\n- \($0)" }.joined()
        let temperature = report.evaluation?.calibration.map {
            "\n\nDivide its logits by \(NumberText.fixed($0.temperature.temperature, 3)) for honest probabilities "
                + "(temperature scaling, T = \(report.timeSteps))."
        }
        return QualitySection(report).metrics(quality).markdown + (notes.isEmpty ? "" : "\nNotes:\n" + notes)
            + (temperature ?? "")
    }

    private var energy: String {
        let words = EnergyWords(report.energy).verdicts().map { "- \($0.text)" }.joined(separator: "\n")
        return """
            \(words)

            Estimates in microjoules a sequence (preset \(report.energy.preset.name)) over \(report.energy.sequences) sequences \
            (\(report.sample.replacing("<", with: "&lt;"))), T = \(report.energy.timeSteps), \(report.energy.execution); nothing was measured on a chip.

            \(EnergyTables(report.energy).networks().markdown)
            """
    }

    private var audit: String {
        let tables = AuditTables(report.audit)
        return "\(tables.verdict) \(tables.shares)\n\n\(tables.linears.markdown)"
    }

    private var made: String {
        var table = ReportTable(columns: [.init("what", isNumber: false), .init("value", isNumber: false)])
        // Where the folder lies on this machine is nobody's business.
        for fact in report.provenance where fact.name != "folder" { table.add([fact.name, fact.value]) }
        guard let recipe = report.recipe else { return table.markdown }
        // Longer than any fence that the recipe could hold.
        let fence = String(repeating: "`", count: 3 + recipe.count { $0 == "`" })
        return "\(table.markdown)\nThe whole recipe (`recipe.json`):\n\n\(fence)json\n\(recipe)\n\(fence)"
    }
}
