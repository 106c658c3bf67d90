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
        let values = extreme ? encoding.everyCode.suffix(1) : encoding.everyCode[...]
        return (0..<(shape.inputs * shape.outputs)).map { _ in
            values[values.startIndex + generator.integer(below: values.count)]
        }
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

    /// A layer in a form, and what it holds.
    struct Layer {
        let codes: [Int8]
        let scale, bias: [Float]
        let repacked: RepackedLinear

        init(
            _ shape: Shape, _ encoding: WeightEncoding, extreme: Bool, form: LinearForm,
            _ generator: inout SeededGenerator
        ) throws {
            codes = try LinearKernelTests.codes(shape, encoding, extreme: extreme)
            scale = generator.signedUnits(shape.outputs)
            bias = generator.signedUnits(shape.outputs)
            repacked = RepackedLinear(
                codes: codes, encoding: encoding, inputFeatures: shape.inputs, weightScale: scale, bias: bias,
                inputThreshold: 0.3, form: form)
        }

        func sum(_ counts: CountMatrix, row: Int, output: Int) -> Int {
            (0..<counts.columns).reduce(0) { $0 + Int(codes[output * counts.columns + $1]) * Int(counts[row, $1]) }
        }
    }

    /// Forms of a set and the limits that show them, each with counts at random and at the limit.
    static func cases(_ set: KernelSet, _ shape: Shape, _ encoding: WeightEncoding) -> [(LinearForm, Int, Bool)] {
        [1, 2, 3, 4, 64, 127].flatMap { limit in
            set.linearForms(limit: limit).filter { $0.takes(inputFeatures: shape.inputs, encoding: encoding) }
                .flatMap { form in [(form, limit, false), (form, limit, true), (form, -limit, true)] }
        }
    }

    @Test(
        "scaled sums of every form equal the specification bit for bit", arguments: KernelSet.supported,
        [WeightEncoding.binary, .ternary, .uniform(bits: 8)])
    func codes(set: KernelSet, encoding: WeightEncoding) throws {
        var generator = SeededGenerator(seed: 11)
        var scratch = LinearScratch()
        for shape in Self.shapes {
            for (form, limit, extreme) in Self.cases(set, shape, encoding) {
                let layer = try Layer(shape, encoding, extreme: extreme, form: form, &generator)
                let counts = Self.counts(shape, limit: limit, extreme: extreme)
                var out = RealMatrix()
                set.multiply(counts, by: layer.repacked, scratch: &scratch, into: &out)
                var sums = SumMatrix(rows: shape.rows, columns: shape.outputs)
                if ["quad", "byte"].contains(form.name) {
                    set.accumulate(counts, by: layer.repacked, into: &sums)
                    set.accumulate(counts, by: layer.repacked, into: &sums)
                }
                for row in 0..<shape.rows {
                    for o in 0..<shape.outputs {
                        let sum = layer.sum(counts, row: row, output: o)
                        let expected = layer.bias[o].addingProduct(layer.scale[o] * 0.3, Float(sum))
                        if out[row, o] != expected
                            || (["quad", "byte"].contains(form.name) && Int(sums[row, o]) != 2 * sum)
                        {
                            Issue.record("\(set.name) \(form.name) limit \(limit) \(shape) row \(row) output \(o)")
                        }
                    }
                }
            }
        }
    }

    @Test("rows in which little fires, or nothing, equal the specification bit for bit", arguments: KernelSet.supported)
    func quietRows(set: KernelSet) throws {
        var generator = SeededGenerator(seed: 12)
        var scratch = LinearScratch()
        let shapes = [1, 2, 7, 8, 9, 25].flatMap { rows in
            [31, 97, 384, 521].map { Shape(rows: rows, inputs: $0, outputs: 70 + 64 * rows) }
        }
        for shape in shapes {
            for (form, limit, isExtreme) in Self.cases(set, shape, .binary)
            where !isExtreme && (1..<127).contains(limit) {
                let layer = try Layer(shape, .binary, extreme: false, form: form, &generator)
                var counts = Self.counts(shape, limit: limit, extreme: false)
                // One row says nothing; the others fire at a few places, the ends among them.
                for row in 0..<shape.rows {
                    for k in 0..<shape.inputs {
                        let isLoud = row != 3 && (k == 0 || k == shape.inputs - 1 || generator.integer(below: 20) == 0)
                        if !isLoud { counts[row, k] = 0 }
                    }
                }
                var out = RealMatrix()
                set.multiply(counts, by: layer.repacked, scratch: &scratch, into: &out)
                for row in 0..<shape.rows {
                    for o in stride(from: 0, to: shape.outputs, by: 7) {
                        let sum = layer.sum(counts, row: row, output: o)
                        let expected = layer.bias[o].addingProduct(layer.scale[o] * 0.3, Float(sum))
                        if out[row, o] != expected {
                            Issue.record("\(set.name) \(form.name) limit \(limit) \(shape) row \(row) output \(o)")
                        }
                    }
                }
            }
        }
    }

    @Test("firing in cache equals multiplying, GELU and firing one after the other", arguments: KernelSet.supported)
    func fused(set: KernelSet) throws {
        var generator = SeededGenerator(seed: 13)
        var scratch = LinearScratch()
        for (shape, hasGELU) in Self.shapes.flatMap({ [($0, false), ($0, true)] }) {
            let site = SiteNeurons(
                parameters: NeuronParameters(
                    firingThreshold: 0.4, spikeKind: hasGELU ? .ternary : SpikeKind.allCases[shape.inputs % 2]),
                gain: generator.signedUnits(shape.outputs), shift: generator.signedUnits(shape.outputs))
            for (form, limit, _) in Self.cases(set, shape, .binary) where limit == 2 {
                let layer = try Layer(shape, .binary, extreme: false, form: form, &generator)
                let counts = Self.counts(shape, limit: limit, extreme: false)
                var currents = RealMatrix()
                set.multiply(counts, by: layer.repacked, scratch: &scratch, into: &currents)
                if hasGELU { set.gelu(&currents) }
                var expected = CountMatrix()
                let spikes = set.fire(currents, site, timeSteps: 3, into: &expected)
                // Left-over values must not survive in the padding.
                var fired = CountMatrix(rows: shape.rows, columns: 200)
                fired.withMutableRows { $0.update(repeating: 7) }
                let fusedSpikes = set.fire(
                    counts, through: layer.repacked, hasGELU: hasGELU, at: site, timeSteps: 3, scratch: &scratch,
                    into: &fired)
                #expect(fusedSpikes == spikes)
                #expect(fired.withRows { Array($0) } == expected.withRows { Array($0) }, "\(form.name) \(shape)")
            }
        }
    }

    @Test("stepping in cache equals multiplying, GELU and stepping one after the other", arguments: KernelSet.supported)
    func fusedStep(set: KernelSet) throws {
        var generator = SeededGenerator(seed: 14)
        var scratch = LinearScratch()
        for (shape, hasGELU) in Self.shapes.flatMap({ [($0, false), ($0, true)] }) {
            let site = SiteNeurons(
                parameters: NeuronParameters(firingThreshold: 0.4, leak: hasGELU ? 0.9 : 1, spikeKind: .binary),
                gain: generator.signedUnits(shape.outputs), shift: generator.signedUnits(shape.outputs))
            for (form, limit, _) in Self.cases(set, shape, .ternary) where limit == 1 {
                let layer = try Layer(shape, .ternary, extreme: false, form: form, &generator)
                let input = Self.counts(shape, limit: limit, extreme: false)
                var (apart, fused) = (
                    RealMatrix(rows: shape.rows, columns: shape.outputs),
                    RealMatrix(rows: shape.rows, columns: shape.outputs)
                )
                var (currents, expected, spikes) = (RealMatrix(), CountMatrix(), CountMatrix())
                for _ in 0..<3 {
                    set.multiply(input, by: layer.repacked, scratch: &scratch, into: &currents)
                    if hasGELU { set.gelu(&currents) }
                    let number = set.step(currents, &apart, site, into: &expected)
                    let fusedNumber = set.step(
                        input, through: layer.repacked, hasGELU: hasGELU, at: site, &fused, scratch: &scratch,
                        into: &spikes)
                    #expect(fusedNumber == number)
                    #expect(spikes.withRows { Array($0) } == expected.withRows { Array($0) }, "\(form.name) \(shape)")
                    #expect(fused.withRows { Array($0) } == apart.withRows { Array($0) }, "\(form.name) \(shape)")
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
            var scratch = LinearScratch()
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
        for form in (0..<table.form_count).compactMap({ table.forms[$0]?.pointee }) {
            var tables = [UInt8](repeating: 0, count: form.table_bytes(1) + 1)
            form.build_tables(1, &tables)
            var panel = [UInt8](repeating: 0, count: form.panel_bytes(8, 64))
            form.pack([Int8](repeating: 1, count: 8 * 64), 8, 64, &panel)
            let counts = [99] + [Int8](repeating: 1, count: 2 * 8)
            let ones = [Float](repeating: 1, count: 65)
            var out = [Float](repeating: 0, count: 1 + 2 * 64)
            var scratch = [UInt16](repeating: 0, count: 1 + form.scratch_bytes(8, 2) / 2)
            counts.withUnsafeBufferPointer { counts in
                ([0] + panel).withUnsafeBufferPointer { panel in
                    ones.withUnsafeBufferPointer { ones in
                        out.withUnsafeMutableBufferPointer { out in
                            scratch.withUnsafeMutableBufferPointer { scratch in
                                tables.withUnsafeBufferPointer { tables in
                                    guard let c = counts.baseAddress, let p = panel.baseAddress,
                                        let o = ones.baseAddress, let y = out.baseAddress,
                                        let work = scratch.baseAddress
                                    else { return }
                                    var linear = spk_linear(
                                        counts: c + 1, count_stride: 8, rows: 2, limit: 1, panels: p + 1, inner: 8,
                                        outputs: 64, scale: o + 1, bias: o + 1, scratch: work + 1,
                                        tables: tables.baseAddress)
                                    var sink = spk_sink()
                                    sink.out = y + 1
                                    sink.out_stride = 64
                                    form.gemm(&linear, &sink)
                                }
                            }
                        }
                    }
                }
            }
            #expect(out == [0] + [Float](repeating: 9, count: 128))
        }
    }
}
