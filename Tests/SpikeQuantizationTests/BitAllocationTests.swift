import SpikeCore
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("bits are given where they save most") struct BitAllocationTests {
    static let candidates: [WeightEncoding] = [.uniform(bits: 8), .binary, .uniform(bits: 4), .ternary]

    static func items(_ count: Int, _ generator: inout SeededGenerator) -> [BitAllocation.Item] {
        (0..<count).map { _ in
            var error = 1 + Double(generator.signedUnits(1)[0])
            var errors: [WeightEncoding: Double] = [:]
            for encoding in candidates.sorted(by: { $0.packedBits < $1.packedBits }) {
                errors[encoding] = error
                error *= 0.3 + 0.2 * Double(generator.signedUnits(1)[0])
            }
            return BitAllocation.Item(weights: 100 * (1 + generator.integer(below: 4)), errors: errors)
        }
    }

    static func error(_ items: [BitAllocation.Item], _ encodings: [WeightEncoding]) -> Double {
        zip(items, encodings).reduce(0) { $0 + ($1.0.errors[$1.1] ?? .infinity) }
    }

    @Test("budgets hold, and more bits never make the error larger") func budgets() throws {
        forAll(cases: 40) { generator in
            let items = Self.items(7, &generator)
            var last = Double.infinity
            for budget in [1.0, 1.5, 2, 3, 4.5, 8] {
                let allocation = BitAllocation(items, candidates: Self.candidates, bitsPerWeight: budget)
                guard let allocation else {
                    Issue.record("one bit fits every budget here")
                    return
                }
                #expect(allocation.bitsPerWeight <= budget)
                let error = Self.error(items, allocation.encodings)
                #expect(error <= last * 1.0001)
                last = error
            }
        }
    }

    @Test("small problems are solved nearly as well as by trying everything") func bruteForce() throws {
        forAll(cases: 30) { generator in
            let items = Self.items(4, &generator)
            let total = items.reduce(0) { $0 + $1.weights }
            var best = Double.infinity
            for number in 0..<256 {
                let encodings = (0..<4).map { Self.candidates[number >> (2 * $0) & 3] }
                let bits = zip(items, encodings).reduce(0) { $0 + $1.0.weights * $1.1.packedBits }
                if Double(bits) <= 3 * Double(total) { best = min(best, Self.error(items, encodings)) }
            }
            let greedy = BitAllocation(items, candidates: Self.candidates, bitsPerWeight: 3)
            #expect(greedy.map { Self.error(items, $0.encodings) } ?? .infinity <= best * 1.6)
        }
    }

    @Test("a budget below the smallest candidate has no answer") func tooSmall() {
        let items = [BitAllocation.Item(weights: 10, errors: [.ternary: 1, .uniform(bits: 4): 0.5])]
        #expect(BitAllocation(items, candidates: [.ternary, .uniform(bits: 4)], bitsPerWeight: 1.9) == nil)
        #expect(BitAllocation(items, candidates: [], bitsPerWeight: 9) == nil)
        #expect(
            BitAllocation(items, candidates: [.ternary, .uniform(bits: 4)], bitsPerWeight: 3.9)?.encodings == [.ternary]
        )
    }
}
