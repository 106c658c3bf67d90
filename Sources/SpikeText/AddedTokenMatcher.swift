/// Finds added tokens in a text: leftmost first, and the longest of those that start at one place.
struct AddedTokenMatcher: Sendable {
    /// What is looked for.
    struct Pattern: Sendable {
        let bytes: [UInt8]
        let id: Int32
        let stripsLeft: Bool
        let stripsRight: Bool
    }

    /// A part of a text: an added token, or text between them.
    enum Segment {
        case text(Range<Int>)
        case token(Int32)
    }

    /// Longest first.
    private let patterns: [Pattern]
    /// Whether some pattern starts with this byte.
    private let startsPattern: [Bool]

    init(_ patterns: [Pattern]) {
        self.patterns = patterns.sorted { $0.bytes.count > $1.bytes.count }
        var starts = [Bool](repeating: false, count: 256)
        for pattern in patterns { starts[Int(pattern.bytes[0])] = true }
        startsPattern = starts
    }

    /// Calls `body` with every segment of a range of valid UTF-8, in order; empty text is left out.
    func forEachSegment(in bytes: [UInt8], _ range: Range<Int>, _ body: (Segment) -> Void) {
        var textStart = range.lowerBound
        var index = range.lowerBound
        while index < range.upperBound {
            guard startsPattern[Int(bytes[index])], let pattern = pattern(in: bytes, at: index, range) else {
                index += 1
                continue
            }
            let tokenStart = pattern.stripsLeft ? whitespaceStart(in: bytes, textStart, before: index) : index
            if textStart < tokenStart { body(.text(textStart..<tokenStart)) }
            body(.token(pattern.id))
            index += pattern.bytes.count
            textStart = pattern.stripsRight ? whitespaceEnd(in: bytes, after: index, range.upperBound) : index
        }
        if textStart < range.upperBound { body(.text(textStart..<range.upperBound)) }
    }

    private func pattern(in bytes: [UInt8], at start: Int, _ range: Range<Int>) -> Pattern? {
        patterns.first { pattern in
            pattern.bytes.count <= range.upperBound - start
                && bytes[start..<start + pattern.bytes.count].elementsEqual(pattern.bytes)
        }
    }

    /// Where the whitespace that ends at `end` starts, but not before `floor`.
    private func whitespaceStart(in bytes: [UInt8], _ floor: Int, before end: Int) -> Int {
        var start = end
        while start > floor {
            var scalarStart = start - 1
            while scalarStart > floor, !UTF8Coding.isLead(bytes[scalarStart]) { scalarStart -= 1 }
            var next = scalarStart
            let scalar = UTF8Coding.scalar(in: bytes, at: &next)
            guard UnicodeProperties.shared.traits(scalar).contains(.whitespace) else { break }
            start = scalarStart
        }
        return start
    }

    /// Where the whitespace that starts at `start` ends.
    private func whitespaceEnd(in bytes: [UInt8], after start: Int, _ limit: Int) -> Int {
        var end = start
        while end < limit {
            var next = end
            let scalar = UTF8Coding.scalar(in: bytes, at: &next)
            guard UnicodeProperties.shared.traits(scalar).contains(.whitespace) else { break }
            end = next
        }
        return end
    }
}
