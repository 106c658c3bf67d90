import SpikeCore
import SpikeEvaluation
import SpikeModel

/// What the student really computes.
struct AuditSection {
    private let audit: SpikeAudit

    init(_ audit: SpikeAudit) { self.audit = audit }

    var section: ReportPage.Section {
        let tables = AuditTables(audit)
        let state = audit.offenders.isEmpty ? "won" : "lost"
        let how =
            "Kinds are those of the values seen in \(audit.sequences) sequences, T = \(audit.timeSteps), "
            + "\(audit.execution)."
        return .init(
            id: "audit", title: "Audit",
            content: [
                MarkupElement("p", ["class": "verdict \(state)"], text: tables.verdict),
                MarkupElement("p", text: "\(tables.shares) \(how)"),
                ReportFigure.data(tables.linears, id: "linears", title: "Linear layers", isFolded: false),
                ReportFigure.data(tables.tensors, id: "tensors", title: "Tensors that are handed on", isFolded: true),
                ReportFigure.data(
                    tables.operations, id: "operations", title: "Operations, and why they are there", isFolded: true),
            ])
    }
}
