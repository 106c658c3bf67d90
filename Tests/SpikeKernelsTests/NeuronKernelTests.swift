import SpikeCore
import SpikeKernels
import SpikeReference
import SpikeTestSupport
import Testing

@Suite("Neuron kernels equal the scalar specification bit for bit")
struct NeuronKernelTests {
    static let sizes = Array(0...34) + [47, 48, 49, 63, 64, 65, 127, 384]

    /// Multiples of 1/8, so that many values hit a firing level exactly.
    private static func inputs(_ rows: Int, _ columns: Int, _ generator: inout SeededGenerator) -> RealMatrix {
        var matrix = RealMatrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                matrix[row, column] =
                    generator.integer(below: 2) == 0
                    ? Float(generator.integer(below: 65) - 32) / 8 : 4 * generator.signedUnit()
            }
        }
        return matrix
    }

    private static func site(
        _ count: Int, leak: Float, _ kind: SpikeKind, _ generator: inout SeededGenerator
    ) -> SiteNeurons {
        SiteNeurons(
            parameters: NeuronParameters(
                firingThreshold: [0.25, 0.5, 0.3, 1.1][generator.integer(below: 4)], leak: leak, spikeKind: kind),
            gain: (0..<count).map { _ in generator.integer(below: 2) == 0 ? 1 : 1 + generator.signedUnit() / 2 },
            shift: (0..<count).map { _ in generator.integer(below: 2) == 0 ? 0 : generator.signedUnit() })
    }

    @Test("firing a window", arguments: KernelSet.supported, SpikeKind.allCases)
    func fire(set: KernelSet, kind: SpikeKind) {
        var generator = SeededGenerator(seed: 3)
        for size in Self.sizes {
            for timeSteps in [1, 2, 5, 127] {
                let site = Self.site(size, leak: 1, kind, &generator)
                let x = Self.inputs(3, size, &generator)
                var counts = CountMatrix()
                let spikes = set.fire(x, site, timeSteps: timeSteps, into: &counts)
                var total = 0
                for row in 0..<3 {
                    for i in 0..<size {
                        let charge = site.shift[i].addingProduct(site.gain[i], x[row, i])
                        let expected = Equations.windowCount(
                            charge: charge, timeSteps: timeSteps, site.parameters)
                        total += abs(expected)
                        if Int(counts[row, i]) != expected { Issue.record("\(set.name), size \(size), neuron \(i)") }
                    }
                    for i in size..<max(size, counts.stride) { #expect(counts[row, i] == 0, "padding is silent") }
                }
                #expect(spikes == total)
            }
        }
    }

    @Test("charging and stepping with a leak", arguments: KernelSet.supported, SpikeKind.allCases)
    func step(set: KernelSet, kind: SpikeKind) {
        var generator = SeededGenerator(seed: 4)
        for size in Self.sizes {
            let site = Self.site(size, leak: [1, 0.9, 0.5][size % 3], kind, &generator)
            var potential = RealMatrix(rows: 2, columns: size)
            var expected = [Float](repeating: 0, count: 2 * size)
            var spikes = CountMatrix()
            // The last steps have no input.
            for time in 0..<5 {
                let x = time < 3 ? Self.inputs(2, size, &generator) : nil
                let fired = set.step(x, &potential, site, into: &spikes)
                var total = 0
                for row in 0..<2 {
                    for i in 0..<size {
                        let current = x.map { site.shift[i].addingProduct(site.gain[i], $0[row, i]) } ?? 0
                        let step = Equations.step(
                            potential: expected[row * size + i], current: current, site.parameters)
                        expected[row * size + i] = step.potential
                        total += Int(step.spike.magnitude)
                        if spikes[row, i] != step.spike || potential[row, i] != step.potential {
                            Issue.record("\(set.name), size \(size), neuron \(i)")
                        }
                    }
                }
                #expect(fired == total)
            }
        }
    }
}
