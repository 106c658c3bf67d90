import SpikeEvaluation

/// All trainings, newest first, as a page that renews itself.
public struct RunsPage {
    /// One training.
    public struct Row: Sendable, Equatable {
        /// Number in the ledger.
        public var id: Int64
        /// How far it got: `running`, `finished`, `failed`, `interrupted`.
        public var state: String
        /// For people: when, what, on what task.
        public var started: String
        /// Kind of training.
        public var kind: String
        /// Task.
        public var task: String
        /// Study and labels of its cell, if it belongs to one.
        public var study: String
        /// Seed.
        public var seed: String
        /// What it reached, or where it is.
        public var result: String

        /// Creates a row.
        public init(
            id: Int64, state: String, started: String, kind: String, task: String, study: String, seed: String,
            result: String
        ) {
            self.id = id
            self.state = state
            self.started = started
            self.kind = kind
            self.task = task
            self.study = study
            self.seed = seed
            self.result = result
        }
    }

    private let rows: [Row]
    private let ledger: String

    /// The page of a ledger; `rows` in the order they are shown.
    public init(_ rows: [Row], ledger: String) {
        self.rows = rows
        self.ledger = ledger
    }

    /// The whole page.
    public var html: String {
        LivePage(
            title: "Runs", subtitle: ledger, sections: [.init(id: "runs", title: "All runs", content: [table])]
        ).html
    }

    /// What changes while the page is open.
    public var live: String { table.rendered() }

    private var table: MarkupElement {
        guard !rows.isEmpty else {
            return MarkupElement("p", text: "The ledger lists no run yet; 'bitspike distill' and its kin write it.")
        }
        let names = ["run", "state", "started", "kind", "task", "study", "seed", "result"]
        let head = names.map { MarkupElement("th", ["scope": "col"], text: $0) }
        let body = rows.map { row in
            let link = MarkupElement("a", ["href": "/runs/\(row.id)"], text: "\(row.id)")
            let cells = [row.started, row.kind, row.task, row.study, row.seed, row.result]
            return MarkupElement(
                "tr", [:],
                [
                    MarkupElement("th", ["scope": "row"], [link]),
                    MarkupElement("td", ["class": "state-\(Self.style(row.state))"], text: row.state),
                ] + cells.map { MarkupElement("td", text: $0) })
        }
        return MarkupElement(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "All runs, newest first"],
            [
                MarkupElement(
                    "table", [:],
                    [
                        MarkupElement("caption", text: "\(rows.count) runs, newest first"),
                        MarkupElement("thead", [:], [MarkupElement("tr", [:], head)]),
                        MarkupElement("tbody", [:], body),
                    ])
            ])
    }

    /// A state as part of a class name.
    private static func style(_ state: String) -> String { String(state.filter { $0.isASCII && $0.isLetter }) }
}
