extension TokenizerSettings {
    /// Refuses added tokens other than BERT's five: which ids and flags they have only a tokenizer.json tells for sure.
    func check(_ added: [String], path: String) throws(TextError) {
        let special = Set(Special.allCases.map(token))
        if let other = added.first(where: { !special.contains($0) }) {
            throw .invalidAddedToken(
                path: path, token: other, reason: "is read from a tokenizer.json only; save the tokenizer as that")
        }
    }
}
