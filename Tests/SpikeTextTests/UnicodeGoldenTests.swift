import SpikeText
import Testing

@Suite("Every Unicode scalar is treated as the reference library treats it")
struct UnicodeGoldenTests {
    static let normalizers = [
        BERTNormalizer(),
        BERTNormalizer(lowercases: false),
        BERTNormalizer(cleansText: false, stripsAccents: true, lowercases: false),
        BERTNormalizer(separatesChinese: false, stripsAccents: false),
        BERTNormalizer(cleansText: false, separatesChinese: false),
    ]

    static func scalars(_ page: Int) -> [Unicode.Scalar] {
        (page * 4096..<(page + 1) * 4096).compactMap { Unicode.Scalar(UInt32($0)) }
    }

    static func text(_ scalars: [Unicode.Scalar], _ unit: (Unicode.Scalar, inout String.UnicodeScalarView) -> Void)
        -> String
    {
        var view = String.UnicodeScalarView()
        for scalar in scalars { unit(scalar, &view) }
        return String(view)
    }

    @Test("normalizers, canonical ordering and word splitter agree on all 1,112,064 scalars")
    func everyScalar() throws {
        let rows = try Goldens.text("scalars.txt").split(separator: "\n").map {
            $0.split(separator: " ").map(String.init)
        }
        #expect(rows.count == 272)
        let ordering = Self.normalizers[2]
        for (page, row) in rows.enumerated() {
            let scalars = Self.scalars(page)
            let plain = Self.text(scalars) { scalar, view in
                view.append("x")
                view.append(scalar)
            }
            let marks = Self.text(scalars) { scalar, view in
                view.append(contentsOf: ["x", "\u{1D165}", scalar, "\u{302E}", scalar, "\u{1B44}", scalar])
            }
            var hashes = Self.normalizers.map { Goldens.hash($0.normalize(plain)) }
            hashes.append(Goldens.hash(ordering.normalize(marks)))
            hashes.append(Goldens.hash(BERTWordSplitter.words(of: plain).joined(separator: "\n")))
            #expect(hashes == Array(row[1...]), "scalars from U+\(row[0])")
        }
    }
}
