import SpikeEvaluation

/// What was kept: metrics over T, how sure the student is, and accuracy against energy.
struct QualitySection {
    private let report: StudentReport

    init(_ report: StudentReport) { self.report = report }

    var section: ReportPage.Section {
        .init(id: "quality", title: "What was kept", content: content)
    }

    private var content: [MarkupElement] {
        guard let quality = report.quality else {
            return [
                MarkupElement("p", text: "Not measured: give labelled data with --task and --data."),
                TradeOff(report).figure,
            ]
        }
        let notes = report.evaluation?.notes ?? []
        return [ReportFigure.data(metrics(quality), id: "metrics", title: "Metrics by T", isFolded: false)]
            + notes.map { MarkupElement("p", ["class": "hint"], text: "Note: \($0).") }
            + [TradeOff(report).figure, reliability].compactMap(\.self)
    }

    /// Everything that was measured, a row for every T.
    func metrics(_ quality: StudentReport.Quality) -> ReportTable {
        let names = quality.metrics.map(\.rawValue)
        var columns = names.flatMap { [ReportTable.Column($0), .init("\($0), 95 % interval")] }
        let isCalibrated = quality.evaluations.contains { $0.calibration != nil }
        let measures = isCalibrated ? ["ECE", "ECE scaled", "MCE", "Brier", "log loss", "temperature"] : []
        columns += (["spike rate"] + measures).map { .init($0) }
        if let against = quality.against {
            columns += ["p against \(against)", "agreement", "KL divergence", "correlation"].map { .init($0) }
        }
        var table = ReportTable(columns: [.init("T")] + columns)
        for evaluation in quality.evaluations {
            let values = names.flatMap { name -> [String] in
                guard let value = evaluation.result.metrics[name] ?? nil else { return ["undefined", "-"] }
                let interval = (evaluation.intervals[name] ?? nil).map {
                    "\(NumberText.fixed($0.lower, 3)) to \(NumberText.fixed($0.upper, 3))"
                }
                return [NumberText.fixed(value, 4), interval ?? "-"]
            }
            let rate = evaluation.result.meanSpikeRate.map { NumberText.fixed($0, 3) } ?? "-"
            let steps = evaluation.result.timeSteps.map(String.init) ?? "-"
            var row =
                [steps] + values + [rate]
                + (isCalibrated ? calibration(evaluation.calibration) : [])
            if quality.against != nil {
                let comparison = evaluation.comparison
                let values = [
                    comparison?.differences[names.first ?? ""]?.pValue, comparison?.fidelity.agreement,
                    comparison?.fidelity.divergence, comparison?.fidelity.correlation,
                ]
                row += values.map { $0.map { NumberText.fixed($0, 3) } ?? "-" }
            }
            table.add(row)
        }
        return table
    }

    private func calibration(_ report: CalibrationReport?) -> [String] {
        guard let report else { return [String](repeating: "-", count: 6) }
        let own = report.unscaled
        let scaled = report.scaled.map { NumberText.fixed($0.expectedCalibrationError, 4) }
        return [NumberText.fixed(own.expectedCalibrationError, 4), scaled ?? "-"]
            + [own.maximumCalibrationError, own.brierScore, own.logLoss, report.temperature.temperature].map {
                NumberText.fixed($0, 4)
            }
    }

    private var reliability: MarkupElement? {
        guard let evaluation = report.evaluation, let calibration = evaluation.calibration else { return nil }
        var table = ReportTable(
            columns: ["confidence from", "to", "examples", "mean confidence", "right"].map { .init($0) })
        for bin in calibration.unscaled.reliability.bins {
            table.add(
                [
                    NumberText.fixed(bin.lower, 3), NumberText.fixed(bin.upper, 3), "\(bin.count)",
                    bin.confidence.map { NumberText.fixed($0, 4) } ?? "-",
                    bin.accuracy.map { NumberText.fixed($0, 4) } ?? "-",
                ])
        }
        let error = NumberText.percent(calibration.unscaled.expectedCalibrationError)
        let scaled = calibration.scaled.map {
            ", \(NumberText.percent($0.expectedCalibrationError)) after temperature scaling fitted on the other half; chance "
                + "alone would show \(NumberText.percent($0.noise.mean)) of an honest model"
        }
        return ReportFigure(
            id: "reliability", title: "How right it is when it is sure",
            caption: "Expected calibration error \(error)\(scaled ?? ""). Bars below the dashed line: too sure.",
            image: ReliabilityPlot(
                title: "Right answers by confidence", unscaled: calibration.unscaled.reliability,
                scaled: calibration.scaled?.reliability
            ).image, data: table
        ).element
    }
}
