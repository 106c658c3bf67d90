import SpikeCore
import SpikeKernels
import SpikeTestSupport
import Testing

/// Linear layers with LayerNorm and neurons behind them, against the same done one after the other.
@Suite("Normalisation behind a linear layer")
struct NormalizationKernelTests {
    /// Tails of row blocks, lanes and panels.
    static let shapes: [(rows: Int, inputs: Int, outputs: Int)] =
        [(0, 9, 70), (1, 9, 70), (5, 64, 64), (13, 33, 100), (25, 96, 192), (50, 48, 384)]

    /// Everything that a case needs, in one form.
    struct Case {
        let linear: RepackedLinear
        let counts: CountMatrix
        let residual: RealMatrix
        let residualCounts: CountMatrix
        let weight, bias: [Float]
        let site: SiteNeurons

        init(
            _ shape: (rows: Int, inputs: Int, outputs: Int), _ form: LinearForm?, _ generator: inout SeededGenerator
        ) {
            let bias = generator.signedUnits(shape.outputs)
            let size = shape.inputs * shape.outputs
            if let form {
                linear = RepackedLinear(
                    codes: (0..<size).map { _ in Int8(2 * generator.integer(below: 2) - 1) }, encoding: .binary,
                    inputFeatures: shape.inputs, weightScale: [0.3], bias: bias, inputThreshold: 0.5, form: form)
            } else {
                linear = RepackedLinear(
                    weights: generator.signedUnits(size), inputFeatures: shape.inputs, bias: bias, inputThreshold: 0.5)
            }
            var counts = CountMatrix(rows: shape.rows, columns: shape.inputs)
            var residualCounts = CountMatrix(rows: shape.rows, columns: shape.outputs)
            var residual = RealMatrix(rows: shape.rows, columns: shape.outputs)
            for row in 0..<shape.rows {
                for k in 0..<shape.inputs { counts[row, k] = Int8(generator.integer(below: 3) - 1) }
                for o in 0..<shape.outputs {
                    residualCounts[row, o] = Int8(generator.integer(below: 3) - 1)
                    residual[row, o] = generator.signedUnit()
                }
            }
            (self.counts, self.residual, self.residualCounts) = (counts, residual, residualCounts)
            weight = generator.signedUnits(shape.outputs)
            self.bias = generator.signedUnits(shape.outputs)
            site = SiteNeurons(
                parameters: NeuronParameters(firingThreshold: 0.4, leak: 0.9, spikeKind: .ternary),
                gain: generator.signedUnits(shape.outputs), shift: generator.signedUnits(shape.outputs))
        }

        func norm(hasCounts: Bool) -> ResidualNorm {
            ResidualNorm(
                hasCounts ? .counts(residualCounts, scale: 0.7) : .real(residual), weight: weight, bias: bias,
                epsilon: 1e-5)
        }

        /// The hidden state, one operation after the other.
        func hidden(_ set: KernelSet, hasCounts: Bool) -> RealMatrix {
            var (currents, out, scratch) = (RealMatrix(), RealMatrix(), LinearScratch())
            set.multiply(counts, by: linear, scratch: &scratch, into: &currents)
            if hasCounts { set.add(residualCounts, scale: 0.7, to: &currents) }
            set.layerNorm(
                currents, plus: hasCounts ? nil : residual, weight: weight, bias: bias, epsilon: 1e-5, into: &out)
            return out
        }
    }

    private static func cases(_ set: KernelSet, _ generator: inout SeededGenerator) -> [Case] {
        shapes.flatMap { shape in
            (set.linearForms(limit: 1).filter { $0.takes(inputFeatures: shape.inputs, encoding: .binary) } + [nil])
                .map { Case(shape, $0, &generator) }
        }
    }

    private static func values<Scalar>(_ matrix: AlignedMatrix<Scalar>) -> [Scalar] {
        (0..<matrix.rows).flatMap { row in (0..<matrix.columns).map { matrix[row, $0] } }
    }

    @Test("hidden states equal those of one operation after the other, bit for bit", arguments: KernelSet.supported)
    func hiddenStates(set: KernelSet) {
        var generator = SeededGenerator(seed: 31)
        var scratch = LinearScratch()
        for sample in Self.cases(set, &generator) {
            for hasCounts in [false, true] {
                var out = RealMatrix()
                set.normalize(
                    sample.counts, through: sample.linear, sample.norm(hasCounts: hasCounts), scratch: &scratch,
                    into: &out)
                #expect(Self.values(out) == Self.values(sample.hidden(set, hasCounts: hasCounts)))
            }
        }
    }

    @Test("windows fired behind the norm equal those of a stored hidden state", arguments: KernelSet.supported)
    func windows(set: KernelSet) {
        var generator = SeededGenerator(seed: 32)
        var scratch = LinearScratch()
        for sample in Self.cases(set, &generator) {
            var (out, fired, expected) = (RealMatrix(), CountMatrix(rows: 60, columns: 500), CountMatrix())
            fired.withMutableRows { $0.update(repeating: 7) }
            let spikes = set.normalize(
                sample.counts, through: sample.linear, sample.norm(hasCounts: false), firing: sample.site, timeSteps: 3,
                scratch: &scratch, into: &out, &fired)
            let hidden = sample.hidden(set, hasCounts: false)
            #expect(set.fire(hidden, sample.site, timeSteps: 3, into: &expected) == spikes)
            #expect(fired.withRows { Array($0) } == expected.withRows { Array($0) }, "padding included")
            #expect(Self.values(out) == Self.values(hidden))
        }
    }

    @Test("steps behind the norm leave the potentials that separate steps leave", arguments: KernelSet.supported)
    func steps(set: KernelSet) {
        var generator = SeededGenerator(seed: 33)
        var scratch = LinearScratch()
        for sample in Self.cases(set, &generator) {
            let (rows, columns) = (sample.counts.rows, sample.site.count)
            var (fused, apart) = (
                RealMatrix(rows: rows, columns: columns), RealMatrix(rows: rows, columns: columns)
            )
            var (out, fired, expected) = (RealMatrix(), CountMatrix(), CountMatrix())
            for _ in 0..<3 {
                let spikes = set.normalize(
                    sample.counts, through: sample.linear, sample.norm(hasCounts: true), stepping: sample.site, &fused,
                    scratch: &scratch, into: &out, &fired)
                let hidden = sample.hidden(set, hasCounts: true)
                #expect(set.step(hidden, &apart, sample.site, into: &expected) == spikes)
                #expect(Self.values(fired) == Self.values(expected))
                #expect(Self.values(fused) == Self.values(apart))
            }
        }
    }
}
