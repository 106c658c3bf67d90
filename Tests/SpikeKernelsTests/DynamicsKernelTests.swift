import SpikeCore
import SpikeKernels
import SpikeReference
import SpikeTestSupport
import Testing

@Suite("Kernels of other neurons equal the scalar specification bit for bit")
struct DynamicsKernelTests {
    static let dynamics: [NeuronDynamics] = [
        .leaky(levels: 2), .leaky(levels: 5), .adaptive(growth: 0.3, decay: 0.7), .adaptive(growth: 0, decay: 0),
        .elastic(.released), .elastic(.symmetric), .elastic(nil),
    ]

    private static func inputs(_ rows: Int, _ columns: Int, _ generator: inout SeededGenerator) -> RealMatrix {
        var matrix = RealMatrix(rows: rows, columns: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                // Multiples of 1/8, so that many values hit a firing level exactly.
                matrix[row, column] =
                    generator.integer(below: 2) == 0
                    ? Float(generator.integer(below: 33) - 16) / 8 : 2 * generator.signedUnit()
            }
        }
        return matrix
    }

    private static func site(
        _ count: Int, _ parameters: NeuronParameters, multipliers: [UInt8] = [], _ generator: inout SeededGenerator
    ) -> SiteNeurons {
        SiteNeurons(
            parameters: parameters,
            gain: (0..<count).map { _ in generator.integer(below: 2) == 0 ? 1 : 1 + generator.signedUnit() / 2 },
            shift: (0..<count).map { _ in generator.integer(below: 2) == 0 ? 0 : generator.signedUnit() / 4 },
            multipliers: multipliers)
    }

    @Test("time steps", arguments: KernelSet.supported, dynamics.indices)
    func advance(set: KernelSet, index: Int) {
        var generator = SeededGenerator(seed: 5, stream: UInt64(index))
        let dynamics = Self.dynamics[index]
        let isElastic = if case .elastic = dynamics { true } else { false }
        for size in NeuronKernelTests.sizes {
            for kind in isElastic ? [SpikeKind.ternary] : SpikeKind.allCases {
                let parameters = NeuronParameters(
                    firingThreshold: [0.25, 0.5, 0.3][size % 3], leak: isElastic ? 1 : [1, 0.9][size % 2],
                    spikeKind: kind, dynamics: dynamics)
                let site = Self.site(size, parameters, &generator)
                var potential = RealMatrix(rows: 2, columns: size)
                var adaptation = potential
                var expected = [NeuronState](repeating: NeuronState(), count: 2 * size)
                var spikes = CountMatrix()
                for time in 0..<5 {
                    // The last step has no input.
                    let x = time < 4 ? Self.inputs(2, size, &generator) : nil
                    let fired = set.advance(x, &potential, &adaptation, site, into: &spikes)
                    var total = 0
                    for row in 0..<2 {
                        for i in 0..<size {
                            let current = x.map { site.shift[i].addingProduct(site.gain[i], $0[row, i]) } ?? 0
                            let spike = Equations.advance(&expected[row * size + i], current: current, parameters)
                            total += abs(spike)
                            if Int(spikes[row, i]) != spike || potential[row, i] != expected[row * size + i].potential {
                                Issue.record("\(set.name), \(dynamics), \(kind), size \(size), neuron \(i)")
                            }
                        }
                        for i in size..<max(size, spikes.stride) { #expect(spikes[row, i] == 0, "padding is silent") }
                    }
                    #expect(fired == total)
                }
            }
        }
    }

    @Test("salient channels, a window at once and step by step", arguments: KernelSet.supported, SpikeKind.allCases)
    func salient(set: KernelSet, kind: SpikeKind) {
        var generator = SeededGenerator(seed: 6)
        for size in NeuronKernelTests.sizes where size > 0 {
            for (timeSteps, levels) in [(1, 1), (3, 1), (2, 3), (31, 1)] {
                let multipliers = (0..<size).map { _ in [UInt8(1), 1, 2, 4][generator.integer(below: 4)] }
                let parameters = NeuronParameters(
                    firingThreshold: 0.3, spikeKind: kind, dynamics: .leaky(levels: levels))
                let site = Self.site(size, parameters, multipliers: multipliers, &generator)
                let largest = Int(multipliers.max() ?? 1)
                let x = Self.inputs(2, size, &generator)
                var counts = CountMatrix()
                let fired = set.fire(x, site, timeSteps: timeSteps * levels, into: &counts)
                var potential = RealMatrix(rows: 2, columns: size)
                var (none, spikes, sums, stepped) = (RealMatrix(), CountMatrix(), SumMatrix(rows: 2, columns: size), 0)
                for time in 0..<timeSteps {
                    stepped += set.advance(time == 0 ? x : nil, &potential, &none, site, into: &spikes)
                    for row in 0..<2 { for i in 0..<size { sums[row, i] += Int32(spikes[row, i]) } }
                }
                var total = 0
                for row in 0..<2 {
                    for i in 0..<size {
                        let m = Int(multipliers[i])
                        // As defined: m times as many steps at V_th / m.
                        let finer = NeuronParameters(firingThreshold: 0.3 / Float(m), spikeKind: kind)
                        let charge = site.shift[i].addingProduct(site.gain[i], x[row, i])
                        let count = Equations.windowCount(charge: charge, timeSteps: timeSteps * levels * m, finer)
                        total += abs(count)
                        if Int(counts[row, i]) != count * largest / m || Int(sums[row, i]) != Int(counts[row, i]) {
                            Issue.record("\(set.name), size \(size), neuron \(i), m \(m)")
                        }
                    }
                }
                #expect(fired == total && stepped == total)
            }
        }
    }
}
