import SpikeCore
import SpikeKernels
import SpikeModel
import SpikeReference
import SpikeTestSupport
import Testing

@Suite("Real kernels: close to double precision, and the same bits on every set")
struct RealKernelTests {
    static let sizes = Array(1...34) + [47, 48, 63, 65, 129, 384]

    private static func matrix(
        _ rows: Int, _ columns: Int, _ generator: inout SeededGenerator, scale: Float = 3
    ) -> RealMatrix {
        var matrix = RealMatrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns { matrix[row, column] = scale * generator.signedUnit() }
        }
        return matrix
    }

    private static func row(_ matrix: RealMatrix, _ index: Int) -> [Float] {
        (0..<matrix.columns).map { matrix[index, $0] }
    }

    /// The scalar set; its bits are what all others must give.
    private let scalar: KernelSet

    init() throws { scalar = try KernelSet(named: "scalar") }

    @Test("GELU within 1e-6, absolute or relative", arguments: KernelSet.supported)
    func gelu(set: KernelSet) {
        let count = 20_001
        var x = RealMatrix(rows: 1, columns: count)
        for i in 0..<count { x[0, i] = Float(i - 10_000) / 1000 }
        var expected = x
        let inputs = Self.row(x, 0)
        set.gelu(&x)
        scalar.gelu(&expected)
        #expect(Self.row(x, 0) == Self.row(expected, 0))
        for (input, value) in zip(inputs, Self.row(x, 0)) {
            let exact = Equations.gelu(input)
            if abs(value - exact) > 1e-6 * max(1, abs(exact)) {
                Issue.record("gelu(\(input)) = \(value), not \(exact)")
            }
        }
    }

    @Test(
        "softmax: exponentials within 1e-6 relative of their single-precision argument", arguments: KernelSet.supported)
    func softmax(set: KernelSet) {
        var generator = SeededGenerator(seed: 21)
        for size in Self.sizes {
            let input = Self.matrix(2, size, &generator, scale: 40)
            var actual = input
            var expected = input
            set.softmax(&actual, scale: 0.5)
            scalar.softmax(&expected, scale: 0.5)
            for row in 0..<2 {
                #expect(Self.row(actual, row) == Self.row(expected, row))
                let scaled = Self.row(input, row).map { Double($0) / 2 }
                let exact = Equations.softmax(scaled)
                let maximum = scaled.max() ?? 0
                for i in 0..<size {
                    // x - max is rounded once, which the exponential turns into a relative error.
                    let bound = 1e-6 + (maximum - scaled[i]) * 0x1p-24
                    if abs(Double(actual[row, i]) - exact[i]) > bound * exact[i] {
                        Issue.record("\(set.name), size \(size): \(actual[row, i]), not \(exact[i])")
                    }
                }
            }
        }
    }

    @Test("LayerNorm with and without residual", arguments: KernelSet.supported)
    func layerNorm(set: KernelSet) {
        var generator = SeededGenerator(seed: 22)
        for size in Self.sizes where size > 1 {
            let x = Self.matrix(3, size, &generator)
            let residual = Self.matrix(3, size, &generator)
            let norm = LayerNormParameters(weight: generator.signedUnits(size), bias: generator.signedUnits(size))
            for other in [nil, residual] {
                var actual = RealMatrix()
                var expected = RealMatrix()
                set.layerNorm(x, plus: other, weight: norm.weight, bias: norm.bias, epsilon: 1e-5, into: &actual)
                scalar.layerNorm(
                    x, plus: other, weight: norm.weight, bias: norm.bias, epsilon: 1e-5, into: &expected)
                for row in 0..<3 {
                    #expect(Self.row(actual, row) == Self.row(expected, row))
                    let sum = zip(Self.row(x, row), other.map { Self.row($0, row) } ?? x.zeros).map(+)
                    // Inputs up to 6 with spread above 0.5: a few ulp of 6, divided by the spread.
                    expectClose(
                        Self.row(actual, row), Equations.layerNorm(sum, norm, epsilon: 1e-5), tolerance: 1e-5)
                }
            }
        }
    }

    @Test("attention of several heads inside a longer batch", arguments: KernelSet.supported)
    func attention(set: KernelSet) {
        var generator = SeededGenerator(seed: 23)
        for (tokens, headSize) in [(1, 1), (3, 5), (4, 16), (15, 17), (16, 8), (17, 32), (33, 24), (64, 32), (70, 9)] {
            let width = 3 * headSize
            let query = Self.matrix(tokens + 5, width, &generator)
            var key = CountMatrix(rows: tokens + 5, columns: width)
            var value = key
            for row in 0..<(tokens + 5) {
                for column in 0..<width {
                    key[row, column] = Int8(generator.integer(below: 5) - 2)
                    value[row, column] = Int8(generator.integer(below: 5) - 2)
                }
            }
            let rows = 2..<(2 + tokens)
            var results: [RealMatrix] = []
            for set in [set, scalar] {
                var scratch = RealMatrix()
                var context = RealMatrix(rows: tokens + 5, columns: width)
                let operands = AttentionOperands(
                    query: query, key: key, value: value, heads: 3,
                    scoreScale: 0.5 / Float(headSize).squareRoot(), valueScale: 0.25)
                set.attend(operands, rows: rows, scratch: &scratch, into: &context)
                Self.expectFusedFiring(set, operands, rows, context, &generator)
                results.append(context)
            }
            for head in 0..<3 {
                let columns = (head * headSize)..<((head + 1) * headSize)
                let expected = Equations.attention(
                    query: rows.map { row in columns.map { query[row, $0] } },
                    key: rows.map { row in columns.map { Int(key[row, $0]) } },
                    value: rows.map { row in columns.map { Int(value[row, $0]) } }, keyThreshold: 0.5,
                    valueThreshold: 0.25)
                let actual = rows.flatMap { row in columns.map { results[0][row, $0] } }
                expectClose(actual, Array(expected.joined()), tolerance: 3e-6)
                #expect(actual == rows.flatMap { row in columns.map { results[1][row, $0] } })
            }
            #expect(results[0][1, 0] == 0 && results[0][rows.upperBound, 0] == 0, "other sequences stay untouched")
        }
    }

    /// Firing behind attention equals attention, then firing.
    private static func expectFusedFiring(
        _ set: KernelSet, _ operands: AttentionOperands, _ rows: Range<Int>, _ context: RealMatrix,
        _ generator: inout SeededGenerator
    ) {
        let width = context.columns
        let site = SiteNeurons(
            parameters: NeuronParameters(firingThreshold: 0.2, leak: 0.9, spikeKind: .ternary),
            gain: generator.signedUnits(width), shift: generator.signedUnits(width))
        var scratch = RealMatrix()
        var (expected, fired) = (CountMatrix(), CountMatrix(rows: context.rows, columns: width))
        set.fire(context, site, timeSteps: 3, into: &expected)
        let spikes = set.attend(operands, rows: rows, firing: site, timeSteps: 3, scratch: &scratch, into: &fired)
        var total = 0
        for row in rows {
            for column in 0..<width {
                total += Int(expected[row, column].magnitude)
                if fired[row, column] != expected[row, column] { Issue.record("\(set.name): row \(row), \(column)") }
            }
        }
        #expect(spikes == total)
        var (apart, potential) = (
            RealMatrix(rows: context.rows, columns: width), RealMatrix(rows: context.rows, columns: width)
        )
        set.step(context, &apart, site, into: &expected)
        _ = set.attend(operands, rows: rows, stepping: site, &potential, scratch: &scratch, into: &fired)
        for row in rows {
            for column in 0..<width {
                #expect(fired[row, column] == expected[row, column] && potential[row, column] == apart[row, column])
            }
        }
    }

    @Test("adding scaled counts", arguments: KernelSet.supported)
    func addCounts(set: KernelSet) {
        for size in Self.sizes {
            var x = RealMatrix(rows: 2, columns: size)
            var counts = CountMatrix(rows: 2, columns: size)
            for i in 0..<size { counts[1, i] = Int8(i % 5 - 2) }
            x[1, 0] = 1
            set.add(counts, scale: 0.5, to: &x)
            #expect(Self.row(x, 0) == x.zeros)
            var expected = (0..<size).map { Float($0 % 5 - 2) * 0.5 }
            expected[0] += 1
            #expect(Self.row(x, 1) == expected)
        }
    }
}

extension RealMatrix {
    fileprivate var zeros: [Float] { [Float](repeating: 0, count: columns) }
}
