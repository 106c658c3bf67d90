/// BERT's pre-tokenizer: words are separated by whitespace, and every punctuation scalar is a word by itself.
public enum BERTWordSplitter {
    /// The words of a text, in order.
    public static func words(of text: String) -> [String] {
        let bytes = Array(text.utf8)
        var words: [String] = []
        forEachWord(in: bytes, bytes.indices) { words.append(String(decoding: bytes[$0], as: UTF8.self)) }
        return words
    }

    /// Traits of the ASCII bytes, so that plain text costs one read a byte.
    private static let asciiTraits = (0..<UInt32(0x80)).map { UnicodeProperties.shared.traits($0) }

    /// Calls `body` with the byte range of every word in a range of valid UTF-8.
    static func forEachWord(in bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
        let properties = UnicodeProperties.shared
        let ascii = asciiTraits
        var wordStart = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            let traits: ScalarTraits
            if bytes[index] < 0x80 {
                traits = ascii[Int(bytes[index])]
                index += 1
            } else {
                traits = properties.traits(UTF8Coding.scalar(in: bytes, at: &index))
            }
            guard !traits.isDisjoint(with: [.whitespace, .punctuation]) else { continue }
            if wordStart < start { body(wordStart..<start) }
            if traits.contains(.punctuation) { body(start..<index) }
            wordStart = index
        }
        if wordStart < range.upperBound { body(wordStart..<range.upperBound) }
    }
}
