import SpikeEvaluation

/// Full evaluations as text for people.
struct FullEvaluationTable {
    private let evaluations: [FullEvaluation]
    private let task: TextTask
    private let against: String?

    /// - Parameter evaluations: at least one, all of one split.
    init(_ evaluations: [FullEvaluation], task: TextTask, against: String?) {
        self.evaluations = evaluations
        self.task = task
        self.against = against
    }

    var lines: [String] {
        let first = evaluations[0].result
        var lines = ["\(first.task), \(first.split), \(first.examples) examples", ""]
        lines += metrics.lines
        if evaluations.contains(where: { $0.calibration != nil }) { lines += [""] + calibration.lines }
        if let last = evaluations.last, let curve = last.calibration?.unscaled.reliability {
            lines +=
                ["", "reliability\(last.result.timeSteps.map { " at T = \($0)" } ?? "")"] + reliability(curve).lines
        }
        if let against { lines += ["", "against \(against)"] + comparison.lines + [""] + fidelity.lines }
        // One line of each, whatever T it is of.
        var said: Set<String> = []
        return lines + evaluations.flatMap(\.notes).filter { said.insert($0).inserted }.map { "note: \($0)" }
    }

    private func name(_ evaluation: FullEvaluation) -> String {
        evaluation.result.timeSteps.map { "T = \($0)" } ?? "teacher"
    }

    private var metrics: TextTable {
        var table = TextTable("", task.metrics.flatMap { [$0.rawValue, "95 % interval"] } + ["spike rate"])
        for evaluation in evaluations {
            let cells = task.metrics.flatMap { metric -> [String] in
                guard let value = evaluation.result.metrics[metric.rawValue] ?? nil else { return ["undefined", "-"] }
                return [value.rounded(4), Self.text(evaluation.intervals[metric.rawValue] ?? nil)]
            }
            table.add(name(evaluation), cells + [evaluation.result.meanSpikeRate.map { $0.rounded(3) } ?? "-"])
        }
        return table
    }

    private var calibration: TextTable {
        var table = TextTable(
            "calibration", ["ECE", "of an honest model", "equal mass", "MCE", "Brier", "log loss", "temperature"])
        for evaluation in evaluations {
            guard let report = evaluation.calibration else { continue }
            table.add(name(evaluation), cells(report.unscaled) + ["1"])
            guard let scaled = report.scaled else { continue }
            table.add(name(evaluation) + ", scaled", cells(scaled) + [report.temperature.temperature.rounded(3)])
        }
        return table
    }

    private func cells(_ measures: CalibrationReport.Measures) -> [String] {
        [
            measures.expectedCalibrationError.rounded(4),
            "\(measures.noise.mean.rounded(3)), 95 % below \(measures.noise.upper.rounded(3))",
        ]
            + [
                measures.equalMassCalibrationError, measures.maximumCalibrationError, measures.brierScore,
                measures.logLoss,
            ].map { $0.rounded(4) }
    }

    /// Bins that hold examples.
    private func reliability(_ curve: ReliabilityCurve) -> TextTable {
        var table = TextTable("confidence", "examples", "mean", "right")
        for bin in curve.bins {
            guard let confidence = bin.confidence, let accuracy = bin.accuracy else { continue }
            table.add(
                "\(bin.lower.rounded(2)) to \(bin.upper.rounded(2))", "\(bin.count)", confidence.rounded(3),
                accuracy.rounded(3))
        }
        return table
    }

    private var comparison: TextTable {
        var table = TextTable(
            "", task.metrics.flatMap { ["\($0.rawValue)", "95 % interval", "p"] } + ["McNemar", "p"])
        for evaluation in evaluations {
            guard let comparison = evaluation.comparison else { continue }
            let cells = task.metrics.flatMap { metric -> [String] in
                guard let difference = comparison.differences[metric.rawValue] else { return ["undefined", "-", "-"] }
                let sign = difference.value < 0 ? "" : "+"
                return [
                    sign + difference.value.rounded(4), Self.text(difference.interval),
                    Self.text(pValue: difference.pValue),
                ]
            }
            let test = comparison.mcNemar.map { ["+\($0.onlyFirst) -\($0.onlySecond)", Self.text(pValue: $0.pValue)] }
            table.add(name(evaluation), cells + (test ?? ["-", "-"]))
        }
        return table
    }

    private var fidelity: TextTable {
        var table = TextTable("fidelity", ["agreement", "KL divergence", "correlation"])
        for evaluation in evaluations {
            guard let fidelity = evaluation.comparison?.fidelity else { continue }
            let cells = [fidelity.agreement, fidelity.divergence, fidelity.correlation]
            table.add(name(evaluation), cells.map { $0?.rounded(4) ?? "-" })
        }
        return table
    }

    /// No probability is 0.
    private static func text(pValue: Double) -> String { pValue < 0.001 ? "< 0.001" : pValue.rounded(3) }

    private static func text(_ interval: ConfidenceInterval?) -> String {
        interval.map { "\($0.lower.rounded(4)) to \($0.upper.rounded(4))" } ?? "-"
    }
}
