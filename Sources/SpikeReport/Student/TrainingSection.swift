import SpikeEvaluation

/// How the losses went.
struct TrainingSection {
    private let history: TrainingHistory?

    init(_ history: TrainingHistory?) { self.history = history }

    var section: ReportPage.Section {
        .init(id: "training", title: "Training", content: content)
    }

    private var content: [MarkupElement] {
        guard let history, !history.steps.isEmpty else {
            return [
                MarkupElement(
                    "p", text: "The folder holds no metrics.jsonl; the folder that 'bitspike distill' wrote does.")
            ]
        }
        return [TrainingCurves(history, id: "losses", isLogarithmic: true) { $0.lowercased().hasSuffix("loss") }]
            .compactMap { $0.figure("Losses", "Means over neighbouring steps; logarithmic.") }
            + [TrainingCurves(history, id: "spike-rate", isLogarithmic: false) { $0 == "meanSpikeRate" }]
            .compactMap { $0.figure("Spikes", "Spikes per neuron and time step while the student learns.") }
    }
}
