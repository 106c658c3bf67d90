extension TokenizerSettings {
    /// Refuses settings that a tokenizer.json contradicts: of the programs that read both some obey one file, some the other.
    func check(_ normalizer: BERTNormalizer, path: String) throws(TextError) {
        func refuse(_ key: String, _ found: Bool, _ other: Bool) -> TextError {
            .unsupported(
                path: path, place: key, found: "\(found)", supported: "\(other), as tokenizer.json beside it has it")
        }
        if let lowercases = stated.lowercases, lowercases != normalizer.lowercases {
            throw refuse("do_lower_case", lowercases, normalizer.lowercases)
        }
        if let stripsAccents = stated.stripsAccents, stripsAccents != normalizer.stripsAccents {
            throw refuse("strip_accents", stripsAccents, normalizer.stripsAccents)
        }
    }

    /// Refuses added tokens other than BERT's five: which id and which flags they have only a tokenizer.json tells for sure.
    func checkAdditions(path: String) throws(TextError) {
        let special = Set(Special.allCases.map(token))
        if let other = addedTokens.first(where: { !special.contains($0) }) {
            throw .invalidAddedToken(
                path: path, token: other, reason: "is read from a tokenizer.json only; save the tokenizer as that")
        }
    }
}
