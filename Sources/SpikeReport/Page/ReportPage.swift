/// A page that needs nothing but itself: no network, no other files, and no script to be read.
struct ReportPage {
    struct Section {
        /// Name within the page.
        var id: String
        var title: String
        var content: [MarkupElement]
    }

    var title: String
    /// Below the title.
    var subtitle: String
    var sections: [Section]
    /// More for the head, such as how often to load the page anew.
    var head: [MarkupElement] = []
    /// More scripts of bitspike's own.
    var scripts: [StaticString] = []
    /// Where scripts may fetch from, in the words of a content security policy.
    var connections = "'none'"
    /// At the end of the page.
    var footer = "Made by bitspike. Numbers that were not measured are not shown."

    /// The document.
    var html: String {
        let page = MarkupElement("html", ["lang": "en"], [headElement, body])
        return "<!DOCTYPE html>\n" + page.rendered()
    }

    private var headElement: MarkupElement {
        MarkupElement(
            "head", [:],
            [
                MarkupElement("meta", ["charset": "utf-8"]),
                MarkupElement("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                MarkupElement("meta", ["name": "color-scheme", "content": "light dark"]),
                // Nothing may come from outside, whatever a name holds.
                MarkupElement(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                            + "connect-src \(connections); img-src data:; base-uri 'none'; form-action 'none'",
                    ]),
                MarkupElement("title", text: title),
                MarkupElement("style", mixed: [.verbatim(ReportStyle.sheet)]),
            ] + head)
    }

    private var body: MarkupElement {
        let links = sections.map { section in
            MarkupElement("li", [:], [MarkupElement("a", ["href": "#\(section.id)"], text: section.title)])
        }
        let parts = sections.map { section in
            MarkupElement(
                "section", ["id": section.id, "aria-labelledby": "\(section.id)-heading"],
                [MarkupElement("h2", ["id": "\(section.id)-heading"], text: section.title)] + section.content)
        }
        return MarkupElement(
            "body", [:],
            [
                MarkupElement("a", ["class": "skip", "href": "#main"], text: "Skip to the content"),
                MarkupElement(
                    "header", [:],
                    [MarkupElement("h1", text: title), MarkupElement("p", ["class": "subtitle"], text: subtitle)]),
                MarkupElement(
                    "nav", ["aria-label": "Sections"], [MarkupElement("ul", [:], links)]),
                MarkupElement("main", ["id": "main"], parts),
                MarkupElement("footer", [:], [MarkupElement("p", text: footer)]),
            ] + ([ReportScript.source] + scripts).map { MarkupElement("script", mixed: [.verbatim($0)]) })
    }
}
