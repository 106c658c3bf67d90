import SpikeCore
import SpikeTestSupport
import Testing

@Suite("seeded generator") struct SeededGeneratorTests {
    struct Golden: Decodable {
        let splitmix: [String: [String]]
    }

    @Test("the stream is SplitMix64's") func golden() throws {
        let golden: Golden = try Goldens().json("core.json")
        for (seed, stream) in golden.splitmix {
            var generator = SeededGenerator(seed: try #require(UInt64(seed)))
            #expect(stream.map { _ in String(generator.next()) } == stream)
        }
    }

    @Test("streams of one seed differ, and repeat") func streams() {
        let firsts = (0..<UInt64(100)).map { stream in
            var generator = SeededGenerator(seed: 7, stream: stream)
            return generator.next()
        }
        #expect(Set(firsts).count == 100)
        var again = SeededGenerator(seed: 7, stream: 42)
        #expect(again.next() == firsts[42])
    }

    @Test("content: none is the plain stream of the FNV-1a basis, orders differ, and all repeat") func content() {
        func first(_ content: [UInt64], seed: UInt64 = 7, stream: UInt64 = 1) -> UInt64 {
            var generator = SeededGenerator(seed: seed, stream: stream, content: content)
            return generator.next()
        }
        var plain = SeededGenerator(seed: 7 ^ 0xCBF2_9CE4_8422_2325, stream: 1)
        #expect(first([]) == plain.next())
        // FNV-1a of "a" is 0xAF63DC4C8601EC8C.
        var known = SeededGenerator(seed: 7 ^ 0xAF63_DC4C_8601_EC8C, stream: 1)
        #expect(first([97]) == known.next())
        #expect(first([1, 2]) == first([1, 2]))
        let others = [first([1, 2]), first([2, 1]), first([1]), first([1, 2], seed: 8), first([1, 2], stream: 2)]
        #expect(Set(others).count == others.count)
    }

    @Test("a permutation holds every index once") func permutation() {
        forAll(cases: 50) { generator in
            let count = generator.integer(below: 40)
            #expect(generator.permutation(count).sorted() == Array(0..<count))
        }
    }

    @Test("integers stay below their bound and reach both ends") func bounds() {
        var generator = SeededGenerator(seed: 3)
        let values = Set((0..<500).map { _ in generator.integer(below: 7) })
        #expect(values == Set(0..<7))
    }
}
