import SpikeCore
import SpikeModel
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("row quantizer") struct RowQuantizerTests {
    static func row(_ codes: RowCodes, _ index: Int) -> [Float] {
        var values = [Float](repeating: 0, count: codes.columns)
        codes.add(row: index, to: &values)
        return values
    }

    static func squaredError(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }

    @Test("8 bits: every value within half a step, the step being max|x| / 127 up to a half's rounding")
    func eightBits() throws {
        var generator = SeededGenerator(seed: 3)
        for columns in [1, 2, 7, 64] {
            let values = generator.signedUnits(5 * columns)
            let codes = try RowQuantizer.quantize(values, columns: columns, bits: 8, tensor: "t")
            for row in 0..<5 {
                let exact = Array(values[(row * columns)..<((row + 1) * columns)])
                let step = (exact.map(abs).max() ?? 0) / 127 * (1 + 0x1p-11)
                for (value, read) in zip(exact, Self.row(codes, row)) {
                    // Rounding the scale down shortens the reach of code 127 by 127 * 2^-12 steps.
                    #expect(abs(value - read) <= step * (0.5 + 127 * 0x1p-11))
                }
            }
        }
    }

    @Test("4 bits: no row is worse than with a scale that reaches its largest value, and rows of bell shape are better")
    func fourBits() throws {
        var generator = SeededGenerator(seed: 4)
        var better = 0
        for _ in 0..<20 {
            let values = (0..<384).map { _ in generator.signedUnits(6).reduce(0, +) }
            let codes = try RowQuantizer.quantize(values, columns: 384, bits: 4, tensor: "t")
            let scale = (values.map(abs).max() ?? 0) / 7
            let plain = values.map { ($0 / scale).rounded(.toNearestOrEven) * scale }
            let (error, plainError) = (
                Self.squaredError(Self.row(codes, 0), values), Self.squaredError(plain, values)
            )
            // The scale that reaches is among the candidates, but for its rounding to a half.
            #expect(error <= 1.01 * plainError)
            if error < 0.95 * plainError { better += 1 }
        }
        #expect(better >= 10)
    }

    @Test("zeros stay zeros, and what overflows a half's scale is refused with its place") func extremes() throws {
        for bits in [4, 8] {
            let zeros = try RowQuantizer.quantize([0, 0, 0], columns: 3, bits: bits, tensor: "t")
            #expect(Self.row(zeros, 0) == [0, 0, 0] && zeros.firstInvalidRow == nil)
            #expect(throws: QuantizationError.embeddingOverflow(tensor: "t", index: 3, value: 1e9)) {
                try RowQuantizer.quantize([1, 1, 1, 0, 1e9, 0], columns: 3, bits: bits, tensor: "t")
            }
        }
    }

    @Test("rounding what was rounded before changes nothing", arguments: EmbeddingPrecision.allCases)
    func idempotence(precision: EmbeddingPrecision) throws {
        var generator = SeededGenerator(seed: 6)
        let values = (0..<(40 * 33)).map { _ in generator.signedUnits(4).reduce(0, +) }
        let once = try precision.table(values, columns: 33, tensor: "t").floats
        #expect(try precision.table(once, columns: 33, tensor: "t").floats == once)
        #expect((once == values) == (precision == .float32))
    }

    @Test("packing and reading codes are inverse for even and odd widths") func codes() {
        for (bits, columns) in [(4, 1), (4, 2), (4, 5), (4, 8), (8, 1), (8, 5)] {
            let limit = RowCodes.largestCode(bits: bits)
            let values = (0..<(3 * columns)).map { Int8($0 * 5 % (2 * limit + 1) - limit) }
            // 0x3800 is one half.
            let codes = RowCodes(packing: values, bits: bits, columns: columns, scales: [0x3800, 0x3800, 0x3800])
            #expect(codes.bytes.count == 3 * RowCodes.bytesPerRow(bits: bits, columns: columns))
            #expect((0..<3).flatMap { Self.row(codes, $0) } == values.map { Float($0) / 2 })
            #expect(codes.firstInvalidRow == nil)
            var bytes = codes.bytes
            bytes[bytes.count - 1] = 0
            let broken = RowCodes(bits: bits, columns: columns, bytes: bytes, scales: codes.scales)
            #expect(broken.firstInvalidRow == 2)
        }
    }
}
