import SpikeEvaluation

/// One training as a page that renews itself.
public struct RunPage {
    private let id: Int64
    private let kind: String
    private let facts: [StudentReport.Fact]
    private let history: TrainingHistory?
    private let measurements: ReportTable?
    private let recipe: String

    /// The page of a run.
    ///
    /// - Parameters:
    ///   - kind: of training.
    ///   - facts: what the ledger knows.
    ///   - history: nil where there is no log.
    ///   - measurements: by T; nil before anything was measured.
    ///   - recipe: JSON.
    public init(
        id: Int64, kind: String, facts: [StudentReport.Fact], history: TrainingHistory?, measurements: ReportTable?,
        recipe: String
    ) {
        self.id = id
        self.kind = kind
        self.facts = facts
        self.history = history
        self.measurements = measurements
        self.recipe = recipe
    }

    /// The whole page.
    public var html: String {
        LivePage(
            title: "Run \(id)", subtitle: kind,
            sections: [
                .init(id: "now", title: "Progress", content: liveParts),
                .init(
                    id: "recipe", title: "Recipe",
                    content: [
                        MarkupElement("pre", ["tabindex": "0"], [MarkupElement("code", text: recipe)])
                    ]),
            ], isBelowList: true
        ).html
    }

    /// What changes while the page is open.
    public var live: String { liveParts.map { $0.rendered() }.joined() }

    private var liveParts: [MarkupElement] {
        var table = ReportTable(columns: [.init("what", isNumber: false), .init("value", isNumber: false)])
        for fact in facts { table.add([fact.name, fact.value]) }
        var parts = [HTMLTable(table, caption: "Run \(id)").element]
        if let measurements { parts.append(HTMLTable(measurements, caption: "Measured").element) }
        guard let history, !history.steps.isEmpty else {
            return parts + [MarkupElement("p", ["class": "hint"], text: "No step is logged.")]
        }
        return parts + TrainingSection(history).section.content
    }
}
