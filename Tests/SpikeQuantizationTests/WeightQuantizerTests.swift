import SpikeCore
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("weight quantizer") struct WeightQuantizerTests {
    struct Golden: Decodable {
        struct Case: Decodable {
            let perRow: Bool
            let absmean: [Float]
            let ternary: [Int8]
            let binary: [Int8]
            let optimal: [Float]
        }
        let rows: Int
        let bits: [UInt32]
        let cases: [Case]
    }

    /// Scales are one rounding of a double sum here and there; the sums may differ in the last place.
    static let scaleTolerance: Float = 1e-8

    @Test("codes and scales are PyTorch's") func golden() throws {
        let golden: Golden = try Goldens().json("codes.json")
        let weights = golden.bits.map { Float(bitPattern: $0) }
        for test in golden.cases {
            let granularity: ScaleGranularity = test.perRow ? .perRow : .perTensor
            let ternary = WeightQuantizer(encoding: .ternary, granularity: granularity)
            let binary = WeightQuantizer(encoding: .binary, granularity: granularity)
            let quantized = ternary.quantize(weights, outputFeatures: golden.rows)
            #expect(quantized.codes == test.ternary)
            expectClose(quantized.scales, test.absmean, tolerance: Self.scaleTolerance)
            #expect(binary.quantize(weights, outputFeatures: golden.rows).codes == test.binary)
            let optimal = ternary.meanSquareOptimalScales(weights, outputFeatures: golden.rows)
            // A row of zeros has no optimum; the floor stands for it.
            expectClose(optimal, test.optimal.map { max($0, WeightScale.floor) }, tolerance: Self.scaleTolerance)
        }
    }

    @Test("halves round to the even code") func halfEven() {
        #expect(WeightCode.ternary(0.5, scale: 1) == 0)
        #expect(WeightCode.ternary(-0.5, scale: 1) == 0)
        #expect(WeightCode.ternary((0.5 as Float).nextUp, scale: 1) == 1)
        #expect(WeightCode.ternary(1.5, scale: 1) == 1)
        #expect(WeightCode.ternary(-9, scale: 1) == -1)
    }

    @Test("the mean itself is -1 in binary code") func binaryTie() {
        let binary = WeightQuantizer(encoding: .binary, granularity: .perTensor)
        #expect(binary.quantize([2, 2, 2, 2], outputFeatures: 2).codes == [-1, -1, -1, -1])
        #expect(binary.quantize([1, 2, 3, 2], outputFeatures: 2).codes == [-1, -1, 1, -1])
        let perRow = WeightQuantizer(encoding: .binary, granularity: .perRow)
        #expect(perRow.quantize([1, 2, 3, 2], outputFeatures: 2).codes == [-1, 1, 1, -1])
    }

    @Test("zeros have the smallest scale and code 0") func zeros() {
        let quantized = WeightQuantizer(encoding: .ternary, granularity: .perRow)
            .quantize([0, 0, 0, 0], outputFeatures: 2)
        #expect(quantized.scales == [WeightScale.floor, WeightScale.floor])
        #expect(quantized.codes == [0, 0, 0, 0])
    }

    @Test("dequantized weights are scale times code, row by row") func dequantized() {
        let quantized = QuantizedWeights(codes: [1, -1, 0, 1], scales: [2, 3])
        #expect(quantized.dequantized == [2, -2, 0, 3])
        #expect(QuantizedWeights(codes: [1, -1, 0, 1], scales: [2]).dequantized == [2, -2, 0, 2])
    }

    @Test("quantizing what is already quantized changes nothing") func idempotent() {
        forAll(cases: 50) { generator in
            let quantizer = WeightQuantizer(encoding: .ternary, granularity: .perRow)
            let first = quantizer.quantize(generator.signedUnits(4 * 9), outputFeatures: 4)
            let again = quantizer.codes(first.dequantized, scales: first.scales, outputFeatures: 4)
            #expect(again == first.codes)
        }
    }

    @Test("on bell-shaped weights the searched scale leaves no more error than absmean, within the step of the search")
    func searchHelps() {
        func error(_ weights: [Float], _ scale: Float) -> Double {
            weights.reduce(0) { sum, weight in
                let rest = Double(weight) - Double(scale) * Double(WeightCode.ternary(weight, scale: scale))
                return sum + rest * rest
            }
        }
        forAll(cases: 30) { generator in
            // Sums of four uniforms: close enough to the bell shape of trained weights.
            let weights = (0..<256).map { _ in generator.signedUnits(4).reduce(0, +) }
            let best = WeightScale.meanSquareOptimal(weights)
            #expect(error(weights, best) <= error(weights, WeightScale.absmean(weights)) * 1.01)
        }
    }
}
