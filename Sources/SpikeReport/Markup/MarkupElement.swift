/// An element of an SVG image or of an HTML page.
struct MarkupElement {
    /// What an element holds.
    enum Content {
        case element(MarkupElement)
        case text(String)
        /// Written as it is: scripts and style sheets of bitspike's own, never anything that came from outside.
        case verbatim(StaticString)
    }

    private let name: String
    private var attributes: [(name: String, value: String)]
    private var contents: [Content]

    /// Elements that HTML closes by themselves.
    private static let void: Set<String> = ["meta", "link", "br", "hr", "input", "col"]
    /// Elements of SVG that hold nothing.
    private static let shapes: Set<String> = ["rect", "line", "path", "circle", "polygon"]

    /// An element with attributes in the order they are written.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [MarkupElement] = []) {
        self.init(name, attributes, mixed: children.map(Content.element))
    }

    /// An element that holds text.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.init(name, attributes, mixed: [.text(text)])
    }

    /// An element that holds texts and elements.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], mixed contents: [Content]) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        self.contents = contents
    }

    mutating func add(_ child: MarkupElement) { contents.append(.element(child)) }

    mutating func add(_ more: [MarkupElement]) { contents += more.map(Content.element) }

    /// The same with one more attribute.
    func with(_ attribute: String, _ value: String) -> MarkupElement {
        var copy = self
        copy.attributes.append((attribute, value))
        return copy
    }

    /// Markup that XML and HTML read alike: an element a line, but nothing between the parts of a line of text.
    func rendered() -> String {
        var text = ""
        write(into: &text, isInline: false)
        return text
    }

    private func write(into text: inout String, isInline: Bool) {
        text += "<" + name
        for attribute in attributes { text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        let end = isInline ? "" : "\n"
        guard !contents.isEmpty else {
            text += Self.void.contains(name) ? ">" : Self.shapes.contains(name) ? "/>" : "></\(name)>"
            text += end
            return
        }
        let holdsText = isInline || contents.contains { if case .text = $0 { true } else { false } }
        text += holdsText ? ">" : ">\n"
        for content in contents {
            switch content {
            case .element(let element): element.write(into: &text, isInline: holdsText)
            case .text(let plain): text += Self.escaped(plain)
            case .verbatim(let fixed): text += fixed.description
            }
        }
        text += "</\(name)>" + end
    }

    /// Text as XML allows it, line breaks kept; characters that XML does not have become �.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
