import SpikeCore
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("bits are given where they save most") struct BitAllocationTests {
    static let candidates: [WeightEncoding] = [.uniform(bits: 8), .binary, .uniform(bits: 4), .ternary]

    static func item(_ weights: Int, _ errors: [WeightEncoding: Double]) -> BitAllocation.Item {
        BitAllocation.Item(
            weights: weights,
            options: errors.map { .init(encoding: $0.key, bits: weights * $0.key.packedBits, error: $0.value) })
    }

    static func items(_ count: Int, _ generator: inout SeededGenerator) -> [BitAllocation.Item] {
        (0..<count).map { _ in
            var error = 1 + Double(generator.signedUnits(1)[0])
            var errors: [WeightEncoding: Double] = [:]
            for encoding in candidates.sorted(by: { $0.packedBits < $1.packedBits }) {
                errors[encoding] = error
                error *= 0.3 + 0.2 * Double(generator.signedUnits(1)[0])
            }
            return item(100 * (1 + generator.integer(below: 4)), errors)
        }
    }

    static func error(_ items: [BitAllocation.Item], _ encodings: [WeightEncoding]) -> Double {
        zip(items, encodings).reduce(0) { sum, pair in
            sum + (pair.0.options.first { $0.encoding == pair.1 }?.error ?? .infinity)
        }
    }

    @Test("budgets hold, and more bits never make the error larger") func budgets() throws {
        forAll(cases: 40) { generator in
            let items = Self.items(7, &generator)
            var last = Double.infinity
            for budget in [1.0, 1.5, 2, 3, 4.5, 8] {
                guard let allocation = BitAllocation(items, bitsPerWeight: budget) else {
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
            let greedy = BitAllocation(items, bitsPerWeight: 3)
            #expect(greedy.map { Self.error(items, $0.encodings) } ?? .infinity <= best * 1.6)
        }
    }

    @Test("a budget below the smallest options has no answer") func tooSmall() {
        let items = [Self.item(10, [.ternary: 1, .uniform(bits: 4): 0.5])]
        #expect(BitAllocation(items, bitsPerWeight: 1.9) == nil)
        #expect(BitAllocation.leastBitsPerWeight(items) == 2)
        #expect(BitAllocation(items, bitsPerWeight: 3.9)?.encodings == [.ternary])
        #expect(BitAllocation([.init(weights: 10, options: [])], bitsPerWeight: 9) == nil)
    }

    @Test("of encodings of one size the better is taken, of equal ones the first; a larger one that is worse never")
    func ties() {
        let two: [WeightEncoding] = [.ternary, .uniform(bits: 2), .balanced(bits: 2)]
        for (errors, expected) in [([3.0, 2, 1], 2), ([1, 2, 3], 0), ([2, 1, 1], 1), ([1, 1, 1], 0)] {
            let options = zip(two, errors).map { BitAllocation.Option(encoding: $0, bits: 20, error: $1) }
            let worse = BitAllocation.Option(encoding: .uniform(bits: 4), bits: 40, error: 4)
            let item = BitAllocation.Item(weights: 10, options: [worse] + options)
            #expect(BitAllocation([item], bitsPerWeight: 4)?.encodings == [two[expected]])
        }
    }

    @Test("scales count: a matrix whose small encoding has many scales may be cheaper in a larger one") func scales() {
        let many = BitAllocation.Option(encoding: .binary, bits: 100 + 300, error: 2)
        let few = BitAllocation.Option(encoding: .ternary, bits: 200 + 32, error: 1)
        let allocation = BitAllocation([.init(weights: 100, options: [many, few])], bitsPerWeight: 4)
        #expect(allocation?.encodings == [.ternary] && allocation?.bitsPerWeight == 2.32)
    }
}
