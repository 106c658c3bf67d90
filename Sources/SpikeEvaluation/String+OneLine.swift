extension String {
    /// The text as a message may show it: in quotes, on one line, cut to 60 characters.
    var quotedOnOneLine: String { "'\(shortenedToOneLine)'" }

    /// The text without line breaks and controls, cut to 60 characters.
    var shortenedToOneLine: String {
        let shown = unicodeScalars.prefix(60).map { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
            default: String(scalar)
            }
        }
        return shown.joined() + (unicodeScalars.dropFirst(60).isEmpty ? "" : "…")
    }
}

extension [String] {
    /// The names as a message may show them: on one line, at most ten.
    var listedOnOneLine: String {
        if isEmpty { return "none" }
        return prefix(10).map(\.shortenedToOneLine).joined(separator: ", ") + (count > 10 ? ", …" : "")
    }
}
