/// A page whose first section is fetched anew as long as it is open.
struct LivePage {
    var title: String
    var subtitle: String
    var sections: [ReportPage.Section]
    /// Whether it links back to the list of runs.
    var isBelowList = false

    var html: String {
        var sections = sections
        let status = [
            MarkupElement("p", ["id": "freshness", "class": "hint"], text: "Renewed every two seconds."),
            MarkupElement("button", ["id": "pause", "type": "button", "aria-pressed": "false"], text: "Pause"),
            MarkupElement("p", ["id": "trouble", "role": "status", "class": "verdict lost"]).with("hidden", "hidden"),
        ]
        if !sections.isEmpty {
            sections[0].content = status + [MarkupElement("div", ["id": "live"], sections[0].content)]
        }
        if isBelowList {
            sections[0].content.insert(
                MarkupElement("p", [:], [MarkupElement("a", ["href": "/"], text: "All runs")]), at: 0)
        }
        return ReportPage(
            title: title, subtitle: subtitle, sections: sections, scripts: [LiveScript.source],
            connections: "'self'", footer: "bitspike dashboard, on this machine only."
        ).html
    }
}
