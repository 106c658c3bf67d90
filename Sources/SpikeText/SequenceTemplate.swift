/// Where the special tokens of a sequence stand, and which segment every token belongs to.
struct SequenceTemplate: Sendable, Equatable {
    /// One place of the template.
    enum Part: Sendable, Equatable {
        /// A special token.
        case special(id: Int32, typeID: Int32)
        /// The first (0) or second (1) text.
        case text(Int, typeID: Int32)
    }

    /// In order of the sequence.
    let parts: [Part]
    /// Number of special tokens.
    let specialCount: Int

    init(_ parts: [Part]) {
        self.parts = parts
        specialCount = parts.count { if case .special = $0 { true } else { false } }
    }

    /// The indices of the texts, in order.
    var texts: [Int] {
        parts.compactMap { if case .text(let index, _) = $0 { index } else { nil } }
    }

    /// BERT's `[CLS] a [SEP]`, and with a second text `[CLS] a [SEP] b [SEP]`.
    static func bert(cls: Int32, sep: Int32) -> (single: SequenceTemplate, pair: SequenceTemplate) {
        let single: [Part] = [
            .special(id: cls, typeID: 0), .text(0, typeID: 0), .special(id: sep, typeID: 0),
        ]
        let second: [Part] = [.text(1, typeID: 1), .special(id: sep, typeID: 1)]
        return (SequenceTemplate(single), SequenceTemplate(single + second))
    }
}
