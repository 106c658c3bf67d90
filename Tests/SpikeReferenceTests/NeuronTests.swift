import SpikeCore
import SpikeReference
import SpikeTestSupport
import Testing

/// Nine-step traces in numbers that single precision holds exactly, worked out by hand.
@Suite("Neuron step")
struct NeuronTests {
    private func trace(
        _ currents: [Float], _ neuron: NeuronParameters
    ) -> (spikes: [Int8], potentials: [Float]) {
        var u: Float = 0
        var spikes: [Int8] = []
        var potentials: [Float] = []
        for current in currents {
            let step = Equations.step(potential: u, current: current, neuron)
            u = step.potential
            spikes.append(step.spike)
            potentials.append(u)
        }
        return (spikes, potentials)
    }

    @Test("integrate-and-fire fires at the threshold, not above it, and keeps the remainder")
    func softReset() {
        let (spikes, potentials) = trace([0.5, 0.5, 0.75, 0.75, 2.5, 0, 0, -1, 0.5], NeuronParameters())
        #expect(spikes == [0, 1, 0, 1, 1, 1, 1, 0, 0])
        #expect(potentials == [0.5, 0, 0.75, 0.5, 2, 1, 0, -1, -0.5])
    }

    @Test("a leak acts after the reset, in the same step")
    func leak() {
        let (spikes, potentials) = trace(
            [1, 0.5, 0.5, 0.5, 1.5, 0, 0.5, 0.875, -2], NeuronParameters(leak: 0.5))
        #expect(spikes == [1, 0, 0, 0, 1, 0, 0, 1, 0])
        #expect(potentials == [0, 0.25, 0.375, 0.4375, 0.46875, 0.234375, 0.3671875, 0.12109375, -0.939453125])
    }

    @Test("a hard reset forgets the remainder")
    func hardReset() {
        let (spikes, potentials) = trace(
            [0.5, 0.5, 0.75, 0.75, 2.5, 0, 0, -1, 0.5], NeuronParameters(reset: .toValue(0.25)))
        #expect(spikes == [0, 1, 1, 1, 1, 0, 0, 0, 0])
        #expect(potentials == [0.5, 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, -0.75, -0.25])
    }

    @Test("a ternary neuron fires either sign at half the threshold")
    func ternary() {
        let (spikes, potentials) = trace(
            [0.5, 0, -0.25, -0.25, 0.25, 3, 0, 0, -0.75], NeuronParameters(spikeKind: .ternary))
        #expect(spikes == [1, -1, 0, 0, 0, 1, 1, 1, -1])
        #expect(potentials == [-0.5, 0.5, 0.25, 0, 0.25, 2.25, 1.25, 0.25, 0.5])
    }

    @Test("counting a window equals emitting it spike by spike")
    func windows() {
        forAll(cases: 200) { generator in
            let neuron = NeuronParameters(
                firingThreshold: 0.25 + abs(generator.signedUnit()),
                spikeKind: SpikeKind.allCases[generator.integer(below: 2)])
            let timeSteps = 1 + generator.integer(below: 9)
            let charges = generator.signedUnits(5).map { $0 * 8 } + [neuron.firingLevel, -neuron.firingLevel]
            let train = Equations.windowTrain(charges: charges, timeSteps: timeSteps, neuron)
            #expect(
                train.counts
                    == charges.map { Equations.windowCount(charge: $0, timeSteps: timeSteps, neuron) })
        }
    }

    @Test("a window is the (T+1)-level quantizer clip(floor(u / V), 0, T) in exact arithmetic")
    func quantizer() {
        for eighths in -40...40 {
            let charge = Float(eighths) / 8
            let expected = min(4, max(0, Int((charge / 0.5).rounded(.down))))
            #expect(
                Equations.windowCount(charge: charge, timeSteps: 4, NeuronParameters(firingThreshold: 0.5))
                    == expected)
        }
    }
}
