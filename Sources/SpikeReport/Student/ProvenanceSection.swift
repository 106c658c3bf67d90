import SpikeEvaluation

/// Where everything is from.
struct ProvenanceSection {
    private let report: StudentReport

    init(_ report: StudentReport) { self.report = report }

    var section: ReportPage.Section {
        var table = ReportTable(columns: [.init("what", isNumber: false), .init("value", isNumber: false)])
        for fact in report.provenance { table.add([fact.name, fact.value]) }
        var content = [
            ReportFigure.data(table, id: "provenance-facts", title: "Model, training and machine", isFolded: false)
        ]
        if let recipe = report.recipe {
            content.append(
                MarkupElement(
                    "details", [:],
                    [
                        MarkupElement("summary", text: "Recipe"),
                        MarkupElement("pre", ["tabindex": "0"], [MarkupElement("code", text: recipe)]),
                    ]))
        }
        return .init(id: "provenance", title: "Provenance", content: content)
    }
}
