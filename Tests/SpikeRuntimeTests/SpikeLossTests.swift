import SpikeCore
import SpikeModel
import SpikeRuntime
import SpikeTinyModels
import Testing

@Suite("Spikes that do not arrive")
struct SpikeLossTests {
    private static let schedules: [(SpikeSchedule, NeuronConfig)] = [
        (.counted, NeuronConfig()), (.counted, NeuronConfig(hasSalientChannels: true)), (.perStep, NeuronConfig()),
        (.realResidual, NeuronConfig()), (.realResidual, NeuronConfig(kind: .elastic, membrane: .symmetric)),
    ]

    private static func student(_ index: Int) throws -> (PackedModel, [TokenSequence]) {
        var random = RandomStudent(seed: UInt64(700 + index))
        let (schedule, neuron) = schedules[index]
        let config = random.config(schedule: schedule, encodings: [.ternary], neuron: neuron)
        return (try random.student(config), random.batch([9, 1, 30, 12, 17], config.encoder))
    }

    private static func classifier(
        _ model: PackedModel, _ probability: Double?, seed: UInt64 = 0, threads: Int = 1
    ) throws -> SpikingClassifier {
        let loss = probability.map { SpikeLoss(probability: $0, seed: seed) }
        return try SpikingClassifier(model, options: RuntimeOptions(threads: threads, spikeLoss: loss))
    }

    @Test("none lost is the model as it is; all lost, nothing arrives anywhere", arguments: schedules.indices)
    func ends(index: Int) throws {
        let (model, batch) = try Self.student(index)
        let whole = try Self.classifier(model, nil).predict(batch)
        #expect(try Self.classifier(model, 0).predict(batch).logits == whole.logits)
        let silent = try Self.classifier(model, 1)
        _ = try silent.predict(batch) { #expect($0.counts.allSatisfy { $0 == 0 }) }
        #expect(try silent.predict(batch).logits != whole.logits)
    }

    @Test(
        "the share that is lost is the probability, of the site that nothing upstream changes", arguments: [0.1, 0.4])
    func share(probability: Double) throws {
        let (model, batch) = try Self.student(0)
        func sent(_ classifier: SpikingClassifier) throws -> Int {
            var total = 0
            _ = try classifier.predict(batch) {
                if $0.name == "layer.0.attentionInput" { total += $0.counts.reduce(0) { $0 + Int($1.magnitude) } }
            }
            return total
        }
        let all = Double(try sent(Self.classifier(model, nil)))
        let lost = 1 - Double(try sent(Self.classifier(model, probability))) / all
        #expect(all > 500)
        // Four standard errors of a binomial share.
        #expect(abs(lost - probability) < 4 * (probability * (1 - probability) / all).squareRoot())
    }

    @Test(
        "losses depend on the seed and the text, not on threads or the rest of the batch", arguments: schedules.indices)
    func determinism(index: Int) throws {
        let (model, batch) = try Self.student(index)
        let together = try Self.classifier(model, 0.2, threads: 1).predict(batch).logits
        #expect(try Self.classifier(model, 0.2, threads: 3).predict(batch).logits == together)
        let alone = try batch.map { try Self.classifier(model, 0.2).predict([$0]).logits[0] }
        #expect(alone == together)
        #expect(try Self.classifier(model, 0.2, seed: 1).predict(batch).logits != together)
    }
}
