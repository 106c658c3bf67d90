import SpikeCore
import SpikeEvaluation
import SpikeModel

/// The report in a few sentences and figures.
struct SummarySection {
    private let report: StudentReport

    init(_ report: StudentReport) { self.report = report }

    var section: ReportPage.Section {
        .init(
            id: "summary", title: "In short",
            content: sentences.map { MarkupElement("p", text: $0) } + [MarkupElement("dl", ["class": "tiles"], tiles)])
    }

    private var sentences: [String] {
        [what, kept, spikes, energy].compactMap(\.self)
    }

    private var what: String {
        let encoder = report.config.encoder
        let spiking = report.config.spiking
        let bits = NumberText.fixed(spiking.weightEncoding.informationBits, 2)
        let weights =
            spiking.mixedEncodings.isEmpty ? "\(spiking.weightEncoding.name), \(bits) bits each" : spiking.weightSummary
        return
            "This student has \(encoder.layers) layers of width \(encoder.hiddenSize). The weights of its encoder are "
            + "\(weights), "
            + "\(NumberText.fixed(Double(report.encoderBytes) / 1e6, 2)) MB together; its neurons are "
            + "\(spiking.neuron.summary) and fire \(spiking.spikeKind.rawValue) spikes in \(report.timeSteps) time "
            + "step\(report.timeSteps == 1 ? "" : "s")."
    }

    private var kept: String? {
        guard let quality = report.quality, let evaluation = report.evaluation, let metric = quality.metrics.first
        else { return "How good its answers are was not measured: no labelled data was given." }
        let name = metric.rawValue
        guard let value = evaluation.result.metrics[name] ?? nil else {
            return "On \(place(evaluation)) its \(name) is undefined."
        }
        var text = "On \(place(evaluation)) its \(name) is \(NumberText.fixed(value, 4))"
        if let interval = evaluation.intervals[name] ?? nil {
            text += " (95 % interval \(NumberText.fixed(interval.lower, 3)) to \(NumberText.fixed(interval.upper, 3)))"
        }
        if let against = quality.against, let difference = evaluation.comparison?.differences[name] {
            let sign = difference.value < 0 ? "below" : "above"
            text += ", \(NumberText.fixed(abs(difference.value), 4)) \(sign) \(against)"
            text += difference.pValue < 0.05 ? ", more than chance would make" : ", which may be chance"
            if let agreement = evaluation.comparison?.fidelity.agreement {
                text += "; both give the same answer to \(NumberText.percent(agreement))"
            }
        }
        text += "."
        guard let calibration = evaluation.calibration else { return text }
        let error = calibration.unscaled.expectedCalibrationError
        text += " Its confidence is off by \(NumberText.percent(error)) on average"
        if let scaled = calibration.scaled {
            text += ", by \(NumberText.percent(scaled.expectedCalibrationError)) after temperature scaling"
        }
        return text + "."
    }

    private func place(_ evaluation: FullEvaluation) -> String {
        "\(NumberText.grouped(evaluation.result.examples)) examples of \(evaluation.result.task), "
            + "\(evaluation.result.split),"
    }

    private var spikes: String {
        let audit = report.audit
        let linears =
            audit.offenders.isEmpty
            ? "Every linear layer of the encoder reads spikes only"
            : "\(audit.offenders.count) of \(audit.linears.count) linear layers read something else than spikes"
        return
            "\(linears); \(NumberText.percent(audit.spikeDrivenShare)) of all operations are accumulates that a spike "
            + "causes. A neuron fires \(NumberText.fixed(report.energy.meanSpikeRate, 3)) times a step."
    }

    private var energy: String { EnergyWords(report.energy).verdicts().map(\.text).joined(separator: " ") }

    private var tiles: [MarkupElement] {
        var tiles: [MarkupElement] = []
        if let quality = report.quality, let evaluation = report.evaluation, let metric = quality.metrics.first,
            let value = evaluation.result.metrics[metric.rawValue] ?? nil
        {
            tiles.append(tile(metric.rawValue, NumberText.fixed(value, 4), place(evaluation).dropLast().description))
        }
        let student = report.energy.networks[0]
        tiles += [
            tile("encoder", "\(NumberText.fixed(Double(report.encoderBytes) / 1e6, 2)) MB", "packed weights"),
            tile("spikes", NumberText.fixed(report.energy.meanSpikeRate, 3), "per neuron and time step"),
            tile(
                "energy", "\(NumberText.microjoules(student.operations.picojoulesPerSequence)) µJ",
                "operations of a sequence, estimated"),
            tile("spike-driven", NumberText.percent(report.audit.spikeDrivenShare), "of all operations"),
        ]
        return tiles
    }

    private func tile(_ name: String, _ value: String, _ note: String) -> MarkupElement {
        MarkupElement(
            "div", [:],
            [
                MarkupElement("dt", text: name),
                MarkupElement("dd", mixed: [.text(value), .element(MarkupElement("small", text: note))]),
            ])
    }
}
