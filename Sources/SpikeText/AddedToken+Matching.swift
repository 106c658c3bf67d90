extension AddedToken {
    /// Matchers for the text as given and for the normalized text.
    static func matchers(
        _ tokens: [AddedToken], _ normalizer: BERTNormalizer, path: String
    ) throws(TextError) -> (raw: AddedTokenMatcher, normalized: AddedTokenMatcher) {
        var raw: [AddedTokenMatcher.Pattern] = []
        var normalized: [AddedTokenMatcher.Pattern] = []
        for token in tokens {
            let pattern = try token.pattern(normalizer, path: path)
            let isTwin = (token.isNormalized ? normalized : raw).contains { $0.bytes == pattern.bytes }
            if isTwin {
                throw .invalidAddedToken(
                    path: path, token: token.content, reason: "cannot be told from another one; remove one of them")
            }
            if token.isNormalized { normalized.append(pattern) } else { raw.append(pattern) }
        }
        return (AddedTokenMatcher(raw), AddedTokenMatcher(normalized))
    }

    private func pattern(_ normalizer: BERTNormalizer, path: String) throws(TextError) -> AddedTokenMatcher.Pattern {
        if isSingleWord {
            throw .invalidAddedToken(
                path: path, token: content, reason: "has single_word true, which is not supported; set it to false")
        }
        let bytes = Array((isNormalized ? normalizer.normalize(content) : content).utf8)
        guard !bytes.isEmpty else {
            throw .invalidAddedToken(
                path: path, token: content, reason: "is empty after normalization; remove it or set normalized to false"
            )
        }
        return AddedTokenMatcher.Pattern(
            bytes: bytes, id: Int32(id), stripsLeft: stripsLeft, stripsRight: stripsRight)
    }
}
