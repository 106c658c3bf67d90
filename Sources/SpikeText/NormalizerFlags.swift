/// What a tokenizer_config.json says about normalization, which a tokenizer.json beside it says too.
struct NormalizerFlags: Decodable {
    let lowercases: Bool?
    let stripsAccents: Bool?
    let separatesChinese: Bool?

    private enum CodingKeys: String, CodingKey {
        case lowercases = "do_lower_case"
        case stripsAccents = "strip_accents"
        case separatesChinese = "tokenize_chinese_chars"
    }

    /// Refuses flags that are others than those of a normalizer.
    func check(_ normalizer: BERTNormalizer, path: String) throws(TextError) {
        let pairs = [
            ("do_lower_case", lowercases, normalizer.lowercases),
            ("strip_accents", stripsAccents, normalizer.stripsAccents),
            ("tokenize_chinese_chars", separatesChinese, normalizer.separatesChinese),
        ]
        for case (let key, let stated?, let used) in pairs where stated != used {
            throw .unsupported(
                path: path, place: key, found: "\(stated)", supported: "\(used), as tokenizer.json beside it has it")
        }
    }
}
