import SpikeCore
import SpikeReference
import SpikeTestSupport
import Testing

/// Traces in numbers that single precision holds exactly, worked out by hand.
@Suite("Neurons beyond the ordinary one")
struct DynamicsTests {
    private func trace(_ currents: [Float], _ neuron: NeuronParameters) -> (spikes: [Int], potentials: [Float]) {
        var state = NeuronState()
        var potentials: [Float] = []
        let spikes = currents.map { current in
            let spike = Equations.advance(&state, current: current, neuron)
            potentials.append(state.potential)
            return spike
        }
        return (spikes, potentials)
    }

    @Test("an elastic neuron fires at ±α/2, and as released keeps α/4 of m in silence and α/2 of it after −α")
    func released() {
        let neuron = NeuronParameters(firingThreshold: 2, spikeKind: .ternary, dynamics: .elastic(.released))
        let (spikes, potentials) = trace([1, 0.5, -3, 1, -0.5], neuron)
        // m = 1, 0.5, -2.75, -1.75, -2.25
        #expect(spikes == [1, 0, -1, -1, -1])
        #expect(potentials == [0, 0.25, -2.75, -1.75, -2.25])
    }

    @Test("with the symmetric membrane nothing is left after a spike of either sign")
    func symmetric() {
        let neuron = NeuronParameters(firingThreshold: 2, spikeKind: .ternary, dynamics: .elastic(.symmetric))
        let (spikes, potentials) = trace([1, 0.5, -3, 0.75, -0.5], neuron)
        #expect(spikes == [1, 0, -1, 0, 0])
        #expect(potentials == [0, 0.25, 0, 0.375, -0.0625])
    }

    @Test("the two membranes part only after a negative spike")
    func membranes() {
        forAll { generator in
            let currents = generator.signedUnits(6)
            let parts = ElasticMembrane.allCases.map {
                trace(currents, NeuronParameters(spikeKind: .ternary, dynamics: .elastic($0)))
            }
            let first = parts[0].spikes.firstIndex(of: -1) ?? currents.count - 1
            #expect(parts[0].spikes[...first] == parts[1].spikes[...first])
            let opposite = trace(
                currents.map { -$0 }, NeuronParameters(spikeKind: .ternary, dynamics: .elastic(.symmetric)))
            #expect(opposite.spikes == parts[1].spikes.map { -$0 }, "symmetric means it")
        }
    }

    @Test("without a membrane every step stands alone")
    func memoryless() {
        let neuron = NeuronParameters(firingThreshold: 2, spikeKind: .ternary, dynamics: .elastic(nil))
        #expect(trace([0.75, 0.75, 1, -1, -0.875], neuron).spikes == [0, 0, 1, -1, 0])
    }

    @Test("a spike raises the adaptive threshold, and what is subtracted is the threshold that was met")
    func adaptive() {
        let neuron = NeuronParameters(dynamics: .adaptive(growth: 0.5, decay: 0.5))
        let (spikes, potentials) = trace([1.25, 1, 0.25, 0, 1.0625], neuron)
        // a = 0, 1, 0.5, 1.25, 0.625, so V = 1, 1.5, 1.25, 1.625, 1.3125
        #expect(spikes == [1, 0, 1, 0, 1])
        #expect(potentials == [0.25, 1.25, 0.25, 0.25, 0])
    }

    @Test("without growth an adaptive neuron is the ordinary one", arguments: SpikeKind.allCases)
    func noGrowth(kind: SpikeKind) {
        forAll { generator in
            let currents = generator.signedUnits(8)
            let plain = NeuronParameters(firingThreshold: 0.4, leak: 0.9, spikeKind: kind)
            var still = plain
            still.dynamics = .adaptive(growth: 0, decay: 0.5)
            let (left, right) = (trace(currents, plain), trace(currents, still))
            #expect(left.spikes == right.spikes && left.potentials == right.potentials)
            let train = Equations.spikeTrain(currents: currents.map { [$0] }, plain)
            #expect(left.spikes == (0..<8).map { Int(train[$0, 0]) })
        }
    }

    @Test("L levels in each of T steps without new input are a window of T · L steps", arguments: SpikeKind.allCases)
    func levels(kind: SpikeKind) {
        forAll { generator in
            let charge = 4 * generator.signedUnit()
            let plain = NeuronParameters(firingThreshold: 0.3, spikeKind: kind)
            for (timeSteps, levels) in [(1, 6), (2, 3), (3, 2), (6, 1)] {
                var graded = plain
                graded.dynamics = .leaky(levels: levels)
                let spikes = trace([charge] + Array(repeating: 0, count: timeSteps - 1), graded).spikes
                #expect(spikes.allSatisfy { abs($0) <= levels })
                #expect(spikes.reduce(0, +) == Equations.windowCount(charge: charge, timeSteps: 6, plain))
            }
        }
    }
}
