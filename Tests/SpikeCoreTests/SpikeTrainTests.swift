import SpikeCore
import SpikeTestSupport
import Testing

@Suite("spike trains") struct SpikeTrainTests {
    /// Neuron 0 fires at steps 0 and 3, neuron 1 never, neuron 2 fires -1 always.
    static let train = {
        var train = SpikeTrain(timeSteps: 4, neurons: 3, kind: .ternary)
        train[0, 0] = 1
        train[3, 0] = 1
        for t in 0..<4 { train[t, 2] = -1 }
        return train
    }()

    @Test("time comes first in memory") func layout() {
        #expect(Self.train.spikes == [1, 0, -1, 0, 0, -1, 0, 0, -1, 1, 0, -1])
    }

    @Test("the average spiking rate is the count over T") func average() {
        #expect(Self.train.counts == [2, 0, -4])
        #expect(Self.train.averageSpikingRate == [0.5, 0, -1])
    }

    @Test("the leak-weighted rate weighs the last step most") func leakWeighted() {
        // Weights 1/8, 1/4, 1/2, 1 over 15/8.
        #expect(Self.train.leakWeightedSpikingRate(leak: 0.5) == [0.6, 0, -1])
    }

    @Test("without leak both rates are the same") func noLeak() {
        #expect(Self.train.leakWeightedSpikingRate(leak: 1) == Self.train.averageSpikingRate)
    }

    @Test("statistics of two runs add up") func statistics() {
        var first = SpikeStatistics(timeSteps: 2)
        first.add(site: "a", .init(spikes: 3, neuronWindows: 4))
        var second = first
        second.add(site: "b", .init(spikes: 1, neuronWindows: 4))
        first.add(second)
        #expect(first.sites.map(\.name) == ["a", "b"])
        #expect(first.spikesPerNeuron == 7.0 / 12)
        #expect(first.meanSpikeRate == 7.0 / 24)
        #expect(first.ratePerSite.map(\.rate) == [6.0 / 16, 1.0 / 8])
        #expect(SpikeStatistics(timeSteps: 3).meanSpikeRate == 0)
    }

    @Test("count ranges follow the kind of spike") func ranges() {
        #expect(SpikeKind.binary.countRange(timeSteps: 4) == 0...4)
        #expect(SpikeKind.ternary.countRange(timeSteps: 4) == -4...4)
    }

    @Test("ternary neurons fire at half the threshold") func firingLevel() {
        #expect(NeuronParameters(firingThreshold: 3, spikeKind: .ternary).firingLevel == 1.5)
        #expect(NeuronParameters(firingThreshold: 3, spikeKind: .binary).firingLevel == 3)
    }
}
