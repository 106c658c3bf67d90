import SpikeText
import Testing

@Suite("Every Unicode scalar is treated as the reference library treats it")
struct UnicodeGoldenTests {
    /// In the order of the columns.
    static let normalizers = [
        BERTNormalizer(),
        BERTNormalizer(lowercases: false),
        BERTNormalizer(cleansText: false, stripsAccents: true, lowercases: false),
        BERTNormalizer(separatesChinese: false, stripsAccents: false),
        BERTNormalizer(cleansText: false, separatesChinese: false),
    ]
    static let scalarsPerPage = 4096

    static func scalars(_ page: Int) -> [Unicode.Scalar] {
        (page * scalarsPerPage..<(page + 1) * scalarsPerPage).compactMap { Unicode.Scalar(UInt32($0)) }
    }

    /// Every scalar behind an `x`, so that marks have something to stand on.
    static func plainText(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars {
            view.append("x")
            view.append(scalar)
        }
        return String(view)
    }

    /// Every scalar between marks of classes 216, 224 and 9 that `strip_accents` keeps.
    static func markedText(_ scalars: [Unicode.Scalar]) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars {
            view.append("x")
            view.append("\u{1D165}")
            view.append(scalar)
            view.append("\u{302E}")
            view.append(scalar)
            view.append("\u{1B44}")
            view.append(scalar)
        }
        return String(view)
    }

    static func rows() throws -> [[String]] {
        try Goldens.text("scalars.txt").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    }

    @Test("BERT's settings and the word splitter agree on all 1,112,064 scalars")
    func everyScalar() throws {
        let rows = try Self.rows()
        #expect(rows.count == 272)
        for (page, row) in rows.enumerated() {
            let text = Self.plainText(Self.scalars(page))
            #expect(Goldens.hash(Self.normalizers[0].normalize(text)) == row[1], "normalizer, U+\(row[0])")
            let words = BERTWordSplitter.words(of: text).joined(separator: "\n")
            #expect(Goldens.hash(words) == row[7], "word splitter, U+\(row[0])")
        }
    }

    /// Planes 4 to 13 are unassigned and 15 and 16 private: the first test is enough for them.
    static let assignedPages = Array(0..<0x40) + [0xE0]

    @Test("every setting and canonical ordering agree on all scalars of the assigned planes")
    func everySetting() throws {
        let rows = try Self.rows()
        for page in Self.assignedPages {
            let scalars = Self.scalars(page)
            let text = Self.plainText(scalars)
            for (column, normalizer) in Self.normalizers.enumerated() {
                #expect(Goldens.hash(normalizer.normalize(text)) == rows[page][column + 1], "U+\(rows[page][0])")
            }
            let ordered = Self.normalizers[2].normalize(Self.markedText(scalars))
            #expect(Goldens.hash(ordered) == rows[page][6], "canonical ordering, U+\(rows[page][0])")
        }
    }
}
