import CSpikeKernels
import SpikeCore
import SpikeKernels
import SpikeTestSupport
import Testing

@Suite("Linear kernels")
struct LinearKernelTests {
    struct Shape: Sendable {
        let rows, inputs, outputs: Int
    }

    /// Every tail of rows (tiles of 4 and 6), inputs (quads, blocks of 256) and outputs (lanes, panels of 64).
    static let shapes: [Shape] =
        (0...13).map { Shape(rows: $0, inputs: 9, outputs: 70) }
        + (1...9).map { Shape(rows: 2, inputs: $0, outputs: 5) }
        + [255, 256, 257, 300, 519].map { Shape(rows: 5, inputs: $0, outputs: 3) }
        + [1, 15, 16, 17, 31, 33, 48, 63, 64, 65, 100, 128, 129].map { Shape(rows: 3, inputs: 13, outputs: $0) }
        + [Shape(rows: 200, inputs: 4, outputs: 16)]

    private static func codes(_ shape: Shape, _ encoding: WeightEncoding, extreme: Bool) throws -> [Int8] {
        var generator = SeededGenerator(seed: 9)
        let values: [Int8] = extreme ? [1] : encoding == .binary ? [-1, 1] : [-1, 0, 1]
        return (0..<(shape.inputs * shape.outputs)).map { _ in values[generator.integer(below: values.count)] }
    }

    private static func counts(_ shape: Shape, limit: Int, extreme: Bool) -> CountMatrix {
        var generator = SeededGenerator(seed: 10)
        var matrix = CountMatrix(rows: shape.rows, columns: shape.inputs)
        for row in 0..<shape.rows {
            for k in 0..<shape.inputs {
                matrix[row, k] = Int8(extreme ? limit : generator.integer(below: 2 * limit + 1) - limit)
            }
        }
        return matrix
    }

    @Test(
        "integer sums and scaled outputs equal the specification bit for bit", arguments: KernelSet.supported,
        [WeightEncoding.binary, .ternary])
    func codes(set: KernelSet, encoding: WeightEncoding) throws {
        var generator = SeededGenerator(seed: 11)
        for shape in Self.shapes {
            for (limit, extreme) in [(2, false), (127, false), (127, true), (-127, true)] {
                let codes = try Self.codes(shape, encoding, extreme: extreme)
                let counts = Self.counts(shape, limit: limit, extreme: extreme)
                let scale = generator.signedUnits(shape.outputs)
                let bias = generator.signedUnits(shape.outputs)
                let packed = try PackedCodes(
                    packing: codes, encoding: encoding, outputFeatures: shape.outputs, inputFeatures: shape.inputs)
                let linear = RepackedLinear(codes: packed, weightScale: scale, bias: bias, inputThreshold: 0.3)
                var scratch = RealMatrix()
                var out = RealMatrix()
                set.multiply(counts, by: linear, scratch: &scratch, into: &out)
                var sums = SumMatrix(rows: shape.rows, columns: shape.outputs)
                set.accumulate(counts, by: linear, into: &sums)
                set.accumulate(counts, by: linear, into: &sums)
                for row in 0..<shape.rows {
                    for o in 0..<shape.outputs {
                        let sum = (0..<shape.inputs).reduce(0) {
                            $0 + Int(codes[o * shape.inputs + $1]) * Int(counts[row, $1])
                        }
                        let expected = bias[o].addingProduct(scale[o] * 0.3, Float(sum))
                        if out[row, o] != expected || Int(sums[row, o]) != 2 * sum {
                            Issue.record("\(set.name) \(shape) row \(row) output \(o)")
                        }
                    }
                }
            }
        }
    }

    @Test("real weights: every set gives the scalar's bits, close to double precision", arguments: KernelSet.supported)
    func reals(set: KernelSet) throws {
        var generator = SeededGenerator(seed: 12)
        let scalar = try KernelSet(named: "scalar")
        for shape in Self.shapes {
            let weights = generator.signedUnits(shape.inputs * shape.outputs)
            let bias = generator.signedUnits(shape.outputs)
            let counts = Self.counts(shape, limit: 3, extreme: false)
            let linear = RepackedLinear(
                weights: weights, inputFeatures: shape.inputs, bias: bias, inputThreshold: 0.3)
            var scratch = RealMatrix()
            var out = RealMatrix()
            var expected = RealMatrix()
            set.multiply(counts, by: linear, scratch: &scratch, into: &out)
            scalar.multiply(counts, by: linear, scratch: &scratch, into: &expected)
            // At most K rounded additions of magnitude 3: K * 3K * 2^-24, scaled by 0.3.
            let bound = 1e-6 + Double(shape.inputs * shape.inputs) * 0x1p-24
            for row in 0..<shape.rows {
                for o in 0..<shape.outputs {
                    let sum = (0..<shape.inputs).reduce(0.0) {
                        $0 + Double(weights[o * shape.inputs + $1]) * Double(counts[row, $1])
                    }
                    let exact = Double(Float(0.3)) * sum + Double(bias[o])
                    if out[row, o] != expected[row, o] || abs(Double(out[row, o]) - exact) > bound {
                        Issue.record("\(set.name) \(shape) row \(row) output \(o)")
                    }
                }
            }
        }
    }

    @Test("pointers need no alignment", arguments: KernelSet.supported.indices)
    func misaligned(index: Int) {
        // Supported sets are a suffix of the compiled ones: best first, scalar last.
        let place = spk_kernel_set_count() - KernelSet.supported.count + index
        let table = spk_kernel_set_at(place).pointee
        var counts = [Int8](repeating: 1, count: 1 + 2 * 8)
        let panel = [UInt8](repeating: 2, count: 1 + 8 * 64)
        var out = [Float](repeating: 0, count: 1 + 2 * 64)
        let ones = [Float](repeating: 1, count: 65)
        counts[0] = 99
        counts.withUnsafeBufferPointer { counts in
            panel.withUnsafeBufferPointer { panel in
                ones.withUnsafeBufferPointer { ones in
                    out.withUnsafeMutableBufferPointer { out in
                        guard let c = counts.baseAddress, let p = panel.baseAddress, let o = ones.baseAddress,
                            let y = out.baseAddress
                        else { return }
                        table.gemm_codes(c + 1, 8, 2, p + 1, 8, 64, o + 1, o + 1, y + 1, 64)
                    }
                }
            }
        }
        #expect(out == [0] + [Float](repeating: 9, count: 128))
    }
}
