extension String {
    /// With scalars replaced one by one, where `replacement` gives one.
    ///
    /// Escaping has to look at scalars: a quotation mark with a combining mark behind it is one `Character`, no `"`, and ends a
    /// quoted text all the same.
    package func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in unicodeScalars {
            if let text = replacement(scalar) { result += text } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }
}
