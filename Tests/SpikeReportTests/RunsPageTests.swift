import Foundation
import SpikeReport
import Testing

@Suite("Pages of runs") struct RunsPageTests {
    private static func row(_ id: Int64, task: String = "sst2", state: String = "running") -> RunsPage.Row {
        RunsPage.Row(
            id: id, state: state, started: "2026-01-01T00:00:00Z", kind: "distillation", task: task, study: "",
            seed: "0",
            result: "")
    }

    @Test("every run has a link; the live part is within the page") func list() {
        let page = RunsPage([Self.row(12), Self.row(3, state: "failed")], ledger: "runs/ledger.sqlite")
        #expect(page.html.contains(page.live) && page.html.contains("connect-src 'self'"))
        #expect(page.live.contains("href=\"/runs/12\"") && page.live.contains("href=\"/runs/3\""))
        #expect(RunsPage([], ledger: "x").live.contains("lists no run yet"))
    }

    @Test("what runs are called stays text") func hostile() {
        let bad = "<script>alert(1)</script>"
        let list = RunsPage([Self.row(1, task: bad, state: "x\" onclick=\"alert(2)")], ledger: bad)
        #expect(!list.html.contains("<script>alert") && !list.html.contains("onclick=\"alert"))
        let page = RunPage(
            id: 1, kind: bad, facts: [.init(bad, bad)], history: nil, measurements: nil, recipe: bad)
        #expect(!page.html.contains("<script>alert") && page.html.contains(page.live))
    }
}
