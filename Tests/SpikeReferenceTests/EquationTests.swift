import SpikeModel
import SpikeReference
import SpikeTestSupport
import Testing

@Suite("Equations against PyTorch in double precision")
struct EquationTests {
    private struct Golden: Decodable {
        let x, gelu, row, softmax, weight, bias, layerNorm, query, context: [Double]
        let key, value: [Int]
    }

    /// The reference computes in double and rounds once; values are below 10.
    private static let rounding = 1e-6
    private let golden: Golden

    init() throws { golden = try Goldens().json("equations.json") }

    @Test("GELU, both tails")
    func gelu() {
        expectClose(golden.x.map { Double(Equations.gelu(Float($0))) }, golden.gelu, tolerance: Self.rounding)
    }

    @Test("softmax")
    func softmax() {
        expectClose(Equations.softmax(golden.row), golden.softmax, tolerance: 1e-15)
    }

    @Test("LayerNorm")
    func layerNorm() {
        let norm = LayerNormParameters(weight: golden.weight.map(Float.init), bias: golden.bias.map(Float.init))
        let actual = Equations.layerNorm(golden.row.map(Float.init), norm, epsilon: 1e-12)
        expectClose(actual.map(Double.init), golden.layerNorm, tolerance: Self.rounding)
    }

    @Test("attention on spike counts")
    func attention() {
        func rows<Value>(_ values: [Value]) -> [[Value]] { (0..<5).map { Array(values[($0 * 8)..<($0 * 8 + 8)]) } }
        let context = Equations.attention(
            query: rows(golden.query.map(Float.init)), key: rows(golden.key), value: rows(golden.value),
            keyThreshold: 0.5, valueThreshold: 0.25)
        expectClose(context.joined().map(Double.init), golden.context, tolerance: Self.rounding)
    }

    @Test("the packed linear scales an exact sum once")
    func linear() {
        let linear = PackedLinear(
            outputFeatures: 2, inputFeatures: 3, weights: .real([Float](repeating: 0, count: 6)),
            weightScale: [0.5, 2], bias: [1, -1])
        let sums = Equations.synapticSums(codes: [1, 0, -1, 1, 1, 1], counts: [2, 5, -3], linear)
        #expect(sums == [[5, 4]])
        #expect(Equations.currents(sums: sums, linear, inputThreshold: 0.25) == [1.625, 1])
    }

    @Test("a packed linear with groups scales one exact sum for each")
    func groupedLinear() {
        let linear = PackedLinear(
            outputFeatures: 1, inputFeatures: 4, weights: .real([0, 0, 0, 0]), weightScale: [0.5, 2], bias: [1])
        let sums = Equations.synapticSums(codes: [3, -2, 7, 1], counts: [2, 5, -3, 1], linear)
        #expect(sums == [[-4], [-20]])
        #expect(Equations.currents(sums: sums, linear, inputThreshold: 0.25) == [-9.5])
    }
}
