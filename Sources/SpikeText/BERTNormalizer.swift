/// BERT's text normalizer, scalar for scalar as `BertNormalizer` of the `tokenizers` library.
///
/// In this order: drop controls and turn whitespace into spaces; pad CJK ideographs with spaces; decompose (NFD) and drop
/// nonspacing marks; lowercase each scalar by itself.
public struct BERTNormalizer: Sendable, Equatable {
    /// `clean_text`: drop controls, turn whitespace into spaces.
    public let cleansText: Bool
    /// `handle_chinese_chars`: pad CJK ideographs with spaces.
    public let separatesChinese: Bool
    /// `strip_accents`: decompose and drop nonspacing marks.
    public let stripsAccents: Bool
    /// `lowercase`
    public let lowercases: Bool

    /// What becomes of each ASCII byte; `dropped` when nothing.
    private let asciiTargets: [UInt8]
    private static let dropped: UInt8 = 0xFF
    private static let space: UInt32 = 0x20

    /// Creates a normalizer; `stripsAccents: nil` follows `lowercases`, as in the library.
    public init(
        cleansText: Bool = true, separatesChinese: Bool = true, stripsAccents: Bool? = nil, lowercases: Bool = true
    ) {
        self.cleansText = cleansText
        self.separatesChinese = separatesChinese
        self.stripsAccents = stripsAccents ?? lowercases
        self.lowercases = lowercases
        asciiTargets = (0..<UInt32(0x80)).map { byte in
            let traits = UnicodeProperties.shared.traits(byte)
            if cleansText, traits.contains(.removed) { return Self.dropped }
            if cleansText, traits.contains(.whitespace) { return UInt8(Self.space) }
            var target = byte
            if lowercases { UnicodeProperties.shared.lowercase(byte) { target = $0 } }
            return UInt8(target)
        }
    }

    /// The normalized text.
    public func normalize(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        normalize(bytes, bytes.indices, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the normalization of a range of valid UTF-8 to `output`.
    func normalize(_ bytes: [UInt8], _ range: Range<Int>, into output: inout [UInt8]) {
        let properties = UnicodeProperties.shared
        var marks = CombiningRun()
        output.reserveCapacity(output.count + range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                let target = asciiTargets[Int(byte)]
                if target == Self.dropped { continue }
                marks.flush { emit($0, properties, into: &output) }
                output.append(target)
            } else {
                let scalar = UTF8Coding.scalar(in: bytes, at: &index)
                normalize(scalar, properties, &marks, into: &output)
            }
        }
        marks.flush { emit($0, properties, into: &output) }
    }

    private func normalize(
        _ scalar: UInt32, _ properties: UnicodeProperties, _ marks: inout CombiningRun, into output: inout [UInt8]
    ) {
        let traits = properties.traits(scalar)
        if cleansText {
            if traits.contains(.removed) { return }
            if traits.contains(.whitespace) { return order(Self.space, properties, &marks, into: &output) }
        }
        let isPadded = separatesChinese && traits.contains(.chinese)
        if isPadded { order(Self.space, properties, &marks, into: &output) }
        if stripsAccents, traits.contains(.decomposes) {
            properties.decompose(scalar) { order($0, properties, &marks, into: &output) }
        } else {
            order(scalar, properties, &marks, into: &output)
        }
        if isPadded { order(Self.space, properties, &marks, into: &output) }
    }

    /// Canonical ordering (The Unicode Standard, D109): a run of marks is sorted by class once a starter ends it.
    private func order(
        _ scalar: UInt32, _ properties: UnicodeProperties, _ marks: inout CombiningRun, into output: inout [UInt8]
    ) {
        if stripsAccents, properties.traits(scalar).contains(.combining) {
            marks.append(scalar, combiningClass: properties.combiningClass(scalar))
        } else {
            marks.flush { emit($0, properties, into: &output) }
            emit(scalar, properties, into: &output)
        }
    }

    private func emit(_ scalar: UInt32, _ properties: UnicodeProperties, into output: inout [UInt8]) {
        let traits = properties.traits(scalar)
        if stripsAccents, traits.contains(.nonspacing) { return }
        if lowercases, traits.contains(.lowercases) {
            properties.lowercase(scalar) { UTF8Coding.append($0, to: &output) }
        } else {
            UTF8Coding.append(scalar, to: &output)
        }
    }
}
