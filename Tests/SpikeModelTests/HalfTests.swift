import SpikeModel
import SpikeTestSupport
import Testing

@Suite("half precision to single") struct HalfTests {
    /// FNV-1a of numpy's conversion of every half that is a number (tools/make-goldens/core.py, `halfHash`).
    static let hash: UInt64 = 0xA7A5_75FD_4882_F925
    static let count = 63490

    @Test("every half that is a number converts as numpy's does") func exhaustive() {
        let numbers = (UInt16.min...UInt16.max).filter { $0 & 0x7C00 != 0x7C00 || $0 & 0x3FF == 0 }
        #expect(numbers.count == Self.count)
        let bytes = numbers.flatMap { half in
            let bits = EmbeddingTable.single(fromHalf: half).bitPattern
            return (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
        }
        #expect(fnv1a(bytes) == Self.hash)
    }

    @Test("NaN stays NaN") func nan() {
        #expect(EmbeddingTable.single(fromHalf: 0x7E00).isNaN)
        #expect(EmbeddingTable.single(fromHalf: 0xFC01).isNaN)
    }

    @Test("rows of both precisions add up") func addRow() {
        var sum: [Float] = [10, 20]
        EmbeddingTable(rows: 2, columns: 2, storage: .float32([0, 0, 1, 2])).add(row: 1, to: &sum)
        EmbeddingTable(rows: 2, columns: 2, storage: .float16([0, 0, 0x3C00, 0xC000])).add(row: 1, to: &sum)
        #expect(sum == [12, 20])
    }
}
