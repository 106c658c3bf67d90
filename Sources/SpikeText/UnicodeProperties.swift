/// Fast look-ups in `UnicodeTables`: traits in two array reads, mappings by binary search.
struct UnicodeProperties: Sendable {
    /// The one table; built on first use.
    static let shared = UnicodeProperties()

    /// Number of the block of every 256 scalars.
    private let blockOfPage: [UInt16]
    /// Traits of the distinct blocks, 256 each.
    private let blocks: [UInt8]
    /// Where each expansion starts in `UnicodeTables.expansions`, ascending by scalar.
    private let expansionStarts: [Int32]

    private init() {
        var traits = [UInt8](repeating: 0, count: 0x11_0000)
        func mark(_ list: [UInt32], _ trait: ScalarTraits, columns: Int, last: Int, step: Int? = nil) {
            for row in stride(from: 0, to: list.count, by: columns) {
                let stride = stride(
                    from: Int(list[row]), through: Int(list[row + last]), by: step.map { Int(list[row + $0]) } ?? 1)
                for scalar in stride { traits[scalar] |= trait.rawValue }
            }
        }
        mark(UnicodeTables.removed, .removed, columns: 2, last: 1)
        mark(UnicodeTables.whitespace, .whitespace, columns: 2, last: 1)
        mark(UnicodeTables.punctuation, .punctuation, columns: 2, last: 1)
        mark(UnicodeTables.nonspacing, .nonspacing, columns: 2, last: 1)
        mark(UnicodeTables.chinese, .chinese, columns: 2, last: 1)
        mark(UnicodeTables.combiningClasses, .combining, columns: 3, last: 1)
        mark(UnicodeTables.lowercaseRuns, .lowercases, columns: 4, last: 1, step: 2)
        mark([Self.dottedCapitalI, Self.dottedCapitalI], .lowercases, columns: 2, last: 1)
        mark([Self.hangulBase, Self.hangulLast], .decomposes, columns: 2, last: 1)
        mark(UnicodeTables.singletons, .decomposes, columns: 2, last: 0)

        var starts: [Int32] = []
        var start = 0
        while start < UnicodeTables.expansions.count {
            starts.append(Int32(start))
            traits[Int(UnicodeTables.expansions[start] & 0xFF_FFFF)] |= ScalarTraits.decomposes.rawValue
            start += 1 + Int(UnicodeTables.expansions[start] >> 24)
        }
        expansionStarts = starts
        (blockOfPage, blocks) = Self.shared(pages: traits)
    }

    /// Cuts a flat table into pages of 256 and keeps equal pages once.
    private static func shared(pages flat: [UInt8]) -> ([UInt16], [UInt8]) {
        var numbers: [ArraySlice<UInt8>: UInt16] = [:]
        var blockOfPage: [UInt16] = []
        var blocks: [UInt8] = []
        for start in stride(from: 0, to: flat.count, by: 256) {
            let page = flat[start..<start + 256]
            if let known = numbers[page] {
                blockOfPage.append(known)
            } else {
                let number = UInt16(numbers.count)
                numbers[page] = number
                blockOfPage.append(number)
                blocks.append(contentsOf: page)
            }
        }
        return (blockOfPage, blocks)
    }

    /// Traits of a scalar value.
    func traits(_ scalar: UInt32) -> ScalarTraits {
        let block = Int(blockOfPage[Int(scalar >> 8)])
        return ScalarTraits(rawValue: blocks[block << 8 | Int(scalar & 0xFF)])
    }
}

// MARK: - Mappings

extension UnicodeProperties {
    /// İ, the only scalar whose lowercase has two scalars.
    private static let dottedCapitalI: UInt32 = 0x130
    private static let hangulBase: UInt32 = 0xAC00
    private static let hangulLast: UInt32 = 0xD7A3

    /// The last row whose first column is at most `scalar`, in a list of rows that ascends by its first column.
    private func row(of scalar: UInt32, in list: [UInt32], columns: Int) -> Int? {
        var low = 0
        var high = list.count / columns
        while low < high {
            let middle = (low + high) / 2
            if list[middle * columns] <= scalar { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? nil : (low - 1) * columns
    }

    /// Canonical combining class, 0 for a starter (The Unicode Standard, D104).
    func combiningClass(_ scalar: UInt32) -> UInt8 {
        let list = UnicodeTables.combiningClasses
        guard let row = row(of: scalar, in: list, columns: 3), scalar <= list[row + 1] else { return 0 }
        return UInt8(truncatingIfNeeded: list[row + 2])
    }

    /// Calls `emit` with each scalar of the lowercase of `scalar`.
    func lowercase(_ scalar: UInt32, emit: (UInt32) -> Void) {
        if scalar == Self.dottedCapitalI {
            emit(0x69)
            emit(0x307)
            return
        }
        let list = UnicodeTables.lowercaseRuns
        guard let row = row(of: scalar, in: list, columns: 4), scalar <= list[row + 1],
            (scalar - list[row]) % list[row + 2] == 0
        else { return emit(scalar) }
        emit(list[row + 3] + (scalar - list[row]))
    }

    /// Calls `emit` with each scalar of the full canonical decomposition of `scalar` (D68; Hangul by formula).
    func decompose(_ scalar: UInt32, emit: (UInt32) -> Void) {
        if (Self.hangulBase...Self.hangulLast).contains(scalar) {
            let index = scalar - Self.hangulBase
            emit(0x1100 + index / 588)
            emit(0x1161 + index % 588 / 28)
            if index % 28 > 0 { emit(0x11A7 + index % 28) }
            return
        }
        let singletons = UnicodeTables.singletons
        if let row = row(of: scalar, in: singletons, columns: 2), singletons[row] == scalar {
            return emit(singletons[row + 1])
        }
        expand(scalar, emit: emit)
    }

    private func expand(_ scalar: UInt32, emit: (UInt32) -> Void) {
        let list = UnicodeTables.expansions
        var low = 0
        var high = expansionStarts.count
        while low < high {
            let middle = (low + high) / 2
            if list[Int(expansionStarts[middle])] & 0xFF_FFFF < scalar { low = middle + 1 } else { high = middle }
        }
        guard low < expansionStarts.count else { return emit(scalar) }
        let start = Int(expansionStarts[low])
        guard list[start] & 0xFF_FFFF == scalar else { return emit(scalar) }
        for index in 1...Int(list[start] >> 24) { emit(list[start + index]) }
    }
}
