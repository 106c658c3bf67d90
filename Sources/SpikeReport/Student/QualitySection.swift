import SpikeCore
import SpikeEvaluation
import SpikeModel

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
                MarkupElement("p", text: "Not measured: give labelled data with --task and --data."), overTime(nil),
            ]
        }
        let notes = report.evaluation?.notes ?? []
        return [ReportFigure.data(metrics(quality), id: "metrics", title: "Metrics by T", isFolded: false)]
            + notes.map { MarkupElement("p", ["class": "hint"], text: "Note: \($0).") }
            + [overTime(quality), reliability].compactMap(\.self)
    }

    /// Everything that was measured, a row for every T.
    func metrics(_ quality: StudentReport.Quality) -> ReportTable {
        let names = quality.metrics.map(\.rawValue)
        var columns = names.flatMap { [ReportTable.Column($0), .init("\($0), 95 % interval")] }
        columns += ["spike rate", "ECE", "ECE scaled", "MCE", "Brier", "log loss", "temperature"].map { .init($0) }
        if let against = quality.against { columns.append(.init("p against \(against)")) }
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
            var row = [steps] + values + [rate] + calibration(evaluation.calibration)
            if quality.against != nil {
                let difference = evaluation.comparison?.differences[names.first ?? ""]
                row.append(difference.map { NumberText.fixed($0.pValue, 3) } ?? "-")
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

    /// The metric against the energy of the operations, or the energy alone.
    private func overTime(_ quality: StudentReport.Quality?) -> MarkupElement {
        let metric = quality?.metrics.first?.rawValue
        var table = ReportTable(
            columns: [.init("T"), .init("L1, microjoules a sequence"), .init("spike rate"), .init(metric ?? "metric")])
        var points: [PlotSeries.Point] = []
        for energy in report.energies {
            let evaluation = quality?.evaluations.first { $0.result.timeSteps == energy.timeSteps }
            let value = metric.flatMap { evaluation?.result.metrics[$0] ?? nil }
            let microjoules = energy.networks[0].operations.picojoulesPerSequence / 1e6
            table.add(
                [
                    "\(energy.timeSteps)", NumberText.fixed(microjoules, 4), NumberText.fixed(energy.meanSpikeRate, 4),
                    value.map { NumberText.fixed($0, 4) } ?? "-",
                ])
            guard quality == nil || value != nil else { continue }
            let isOwn = energy.timeSteps == report.config.spiking.timeSteps
            points.append(
                .init(
                    x: quality == nil ? Double(energy.timeSteps) : microjoules, y: value ?? microjoules,
                    label: "T\u{202F}=\u{202F}\(energy.timeSteps)", isMain: isOwn))
        }
        let energyAxis = PlotAxis("energy of the operations (L1), microjoules a sequence", isLogarithmic: true)
        let plot = ScatterPlot(
            title: "", subtitle: "", x: quality == nil ? PlotAxis("T") : energyAxis,
            y: quality == nil ? energyAxis : PlotAxis(metric ?? ""),
            series: [PlotSeries("student", color: 0, points: points)],
            legend: PlotLegend(colors: .init("", ["student"])))
        let caption =
            "One point for every T; filled: the T the student was trained with. Energies are estimates over "
            + "\(report.energy.sequences) sequences (\(report.sample))."
        guard let image = PlotDrawing(plot)?.image else { return MarkupElement("p", text: caption) }
        return ReportFigure(
            id: "trade-off", title: quality == nil ? "Energy over T" : "Energy and \(metric ?? "") over T",
            caption: caption, image: image, data: table
        ).element
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
