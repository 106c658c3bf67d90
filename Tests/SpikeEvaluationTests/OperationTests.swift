import SpikeCore
import SpikeEvaluation
import SpikeModel
import Synchronization
import Testing

@Suite("Synaptic operations") struct OperationTests {
    private static func config(_ schedule: SpikeSchedule, hasFeedback: Bool = false) -> SpikingBERTConfig {
        SpikingBERTConfig(
            encoder: BERTConfig(
                vocabularySize: 10, hiddenSize: 4, layers: 2, heads: 2, intermediateSize: 6, maximumPositions: 9,
                labels: ["a", "b"], pooling: .mean),
            spiking: SpikingConfig(
                schedule: schedule, spikeKind: schedule == .perStep ? .binary : .ternary,
                hasFeedback: hasFeedback))
    }

    private static func operations(
        _ site: String, _ schedule: SpikeSchedule, length: Int = 5, hasFeedback: Bool = false
    ) -> Int {
        var spikes = SpikeStatistics(timeSteps: 2)
        spikes.add(site: site, .init(spikes: 10, neuronWindows: 100))
        return SynapticOperations(config(schedule, hasFeedback: hasFeedback)).count(spikes, length: length)
    }

    @Test("counted: every spike is added to the outputs behind its site, keys and values to every query")
    func counted() {
        // Width 4, feed-forward 6; query, key and value read the same site.
        #expect(Self.operations("layer.0.attentionInput", .counted) == 10 * 12)
        #expect(Self.operations("layer.1.context", .counted) == 10 * 4)
        #expect(Self.operations("layer.0.intermediateInput", .counted) == 10 * 6)
        #expect(Self.operations("layer.1.outputInput", .counted) == 10 * 4)
        #expect(Self.operations("layer.0.key", .counted, length: 5) == 10 * 5)
        #expect(Self.operations("layer.0.value", .counted, length: 7) == 10 * 7)
        #expect(Self.operations("somewhere", .counted) == 0)
    }

    @Test(
        "perStep: projections read what the layer before or the embedding fired; the last layer feeds the head, which is real"
    )
    func perStep() {
        #expect(Self.operations("embedding", .perStep) == 10 * 12)
        #expect(Self.operations("layer.0.layerOutput", .perStep) == 10 * 12)
        #expect(Self.operations("layer.1.layerOutput", .perStep) == 0)
        #expect(Self.operations("layer.0.attentionOutput", .perStep) == 10 * 6)
        #expect(Self.operations("layer.0.key", .perStep, length: 3) == 10 * 3)
    }

    @Test("feedback is one more layer behind the last layer's spikes")
    func feedback() {
        #expect(Self.operations("layer.1.layerOutput", .perStep, hasFeedback: true) == 10 * 4)
        #expect(Self.operations("layer.0.layerOutput", .perStep, hasFeedback: true) == 10 * 12)
    }

    /// Fires as many keys as there are tokens; its logit is the first id.
    private final class Echo: LanguageModel {
        let config = OperationTests.config(.counted).encoder
        let batches = Mutex<[[Int]]>([])

        func predict(_ batch: [TokenSequence]) -> Prediction {
            batches.withLock { $0.append(batch.map(\.count)) }
            var spikes = SpikeStatistics(timeSteps: 2)
            let tokens = batch.reduce(0) { $0 + $1.count }
            spikes.add(site: "layer.0.key", .init(spikes: tokens, neuronWindows: 4 * tokens))
            return Prediction(logits: batch.map { [Float($0.ids[0]), 0] }, spikes: spikes)
        }
    }

    @Test("a metered model keeps the order of a batch and counts attention with each sequence's own length")
    func metered() throws {
        let echo = Echo()
        let model = MeteredModel(echo, student: Self.config(.counted))
        let batch = [3, 1, 3, 2].enumerated().map { index, length in
            TokenSequence(
                ids: [Int32](repeating: Int32(index), count: length), typeIDs: [Int32](repeating: 0, count: length))
        }
        let prediction = try model.predict(batch)
        #expect(prediction.logits.map { $0[0] } == [0, 1, 2, 3])
        #expect(prediction.spikes?.sites.first?.activity == .init(spikes: 9, neuronWindows: 36))
        #expect(echo.batches.withLock { $0 } == [[1], [2], [3, 3]])
        #expect(model.reading.tokens == 9 && model.reading.operations == 1 + 2 * 2 + 6 * 3)
        _ = try model.predict([batch[0]])
        #expect(model.reading.tokens == 12 && model.reading.spikes?.sites.first?.activity.spikes == 12)
    }
}
