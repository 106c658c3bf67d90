import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

@Suite("rounding to 16 bits") struct HalfPrecisionTests {
    struct Golden: Decodable {
        let count: Int
        let half: String
        let bfloat16: String
    }

    /// The stream of tools/make-goldens/formats.py, `rounding`.
    static let stream: [Float] = {
        var state: UInt32 = 0x1234_5678
        var values: [Float] = []
        for _ in 0..<200_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            let value = Float(bitPattern: state)
            if !value.isNaN { values.append(value) }
        }
        for index in stride(from: 0, to: values.count, by: 2) {
            values[index] = Float(bitPattern: values[index].bitPattern & 0x8FFF_FFFF | 0x3000_0000)
        }
        return values
    }()

    @Test("two hundred thousand values round as numpy and PyTorch round them") func golden() throws {
        let golden: Golden = try Goldens().json("rounding.json")
        #expect(Self.stream.count == golden.count)
        func hash(_ patterns: [UInt16]) -> String {
            String(fnv1a(patterns.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }))
        }
        #expect(hash(Self.stream.map(HalfPrecision.half(from:))) == golden.half)
        #expect(hash(Self.stream.map(HalfPrecision.bfloat16(from:))) == golden.bfloat16)
    }

    @Test("every half comes back through single precision") func roundTrip() {
        for half in UInt16.min...UInt16.max {
            let single = EmbeddingTable.single(fromHalf: half)
            if single.isNaN {
                #expect(EmbeddingTable.single(fromHalf: HalfPrecision.half(from: single)).isNaN)
            } else if HalfPrecision.half(from: single) != half {
                Issue.record("half \(half) came back as \(HalfPrecision.half(from: single))")
            }
        }
    }

    @Test("ties go to the even neighbour, and beyond the range to infinity") func edges() {
        #expect(HalfPrecision.half(from: 65519.99) == 0x7BFF)
        #expect(HalfPrecision.half(from: 65520) == 0x7C00)
        #expect(HalfPrecision.half(from: -.infinity) == 0xFC00)
        #expect(HalfPrecision.half(from: 0x1p-25) == 0)
        #expect(HalfPrecision.half(from: 0x1.8p-24) == 2)
        #expect(HalfPrecision.half(from: -0.0) == 0x8000)
        #expect(HalfPrecision.half(from: (0x1p-14 as Float).nextDown) == 0x0400)
        #expect(HalfPrecision.single(fromBFloat16: HalfPrecision.bfloat16(from: .nan)).isNaN)
        #expect(HalfPrecision.bfloat16(from: .greatestFiniteMagnitude) == 0x7F80)
    }
}
