/// An element of an SVG image.
struct SVGElement {
    private let name: String
    private let attributes: [(name: String, value: String)]
    private let text: String?
    private var children: [SVGElement]

    /// An element with attributes in the order they are written.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [SVGElement] = []) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        text = nil
        self.children = children
    }

    /// An element that holds text.
    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        self.text = text
        children = []
    }

    mutating func add(_ child: SVGElement) { children.append(child) }

    mutating func add(_ more: [SVGElement]) { children += more }

    /// The XML, one element a line.
    func rendered(indent: String = "") -> String {
        let head = indent + "<" + name + attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
        if let text { return head + ">" + Self.escaped(text) + "</\(name)>\n" }
        guard !children.isEmpty else { return head + "/>\n" }
        return head + ">\n" + children.map { $0.rendered(indent: indent + " ") }.joined() + indent + "</\(name)>\n"
    }

    /// Text as XML allows it; characters that XML does not have become �.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\r", "\t": result += " "
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
