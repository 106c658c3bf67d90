import SpikeCore
import SpikeKernels
import SpikeModel
import SpikeReference
import SpikeRuntime
import SpikeTinyModels
import Testing

/// What must not change a single bit of the logits.
@Suite("Logits keep every bit")
struct ExactnessTests {
    private static let lengths = [5, 12, 1, 33, 12, 20, 3, 8, 40, 17]

    private func drawn(_ seed: UInt64, _ schedule: SpikeSchedule) throws -> (PackedModel, [TokenSequence]) {
        var random = RandomStudent(seed: seed)
        let config = random.config(schedule: schedule, encodings: WeightEncoding.all)
        return (try random.student(config), random.batch(Self.lengths, config.encoder))
    }

    @Test("the reference computes one pass and T steps alike", arguments: 0..<6)
    func referenceExecutions(seed: UInt64) throws {
        let (model, batch) = try drawn(seed, .counted)
        let short = Array(batch.prefix(3))
        let onePass = try ReferenceStudent(model, execution: .onePass).predict(short)
        #expect(try ReferenceStudent(model, execution: .timeSteps).predict(short) == onePass)
    }

    @Test("the runtime computes one pass and T steps alike", arguments: 0..<12)
    func runtimeExecutions(seed: UInt64) throws {
        let (model, batch) = try drawn(seed, .counted)
        let largest = model.config.spiking.encodings.contains(where: \.isWide) ? 64 : 127
        for timeSteps in [nil, largest] {
            let onePass = try SpikingClassifier(model, options: .init(timeSteps: timeSteps)).predict(batch)
            let options = RuntimeOptions(timeSteps: timeSteps, execution: .timeSteps)
            #expect(try SpikingClassifier(model, options: options).predict(batch) == onePass)
        }
    }

    @Test(
        "threads, the other rows of the batch and observers change nothing", arguments: SpikeSchedule.allCases, 0..<4)
    func invariance(schedule: SpikeSchedule, seed: UInt64) throws {
        let (model, batch) = try drawn(seed, schedule)
        let one = try SpikingClassifier(model, options: .init(threads: 1)).predict(batch)
        for threads in [2, 3, 8] {
            let many = try SpikingClassifier(model, options: .init(threads: threads)).predict(batch)
            #expect(many == one)
        }
        let classifier = try SpikingClassifier(model)
        for (sequence, logits) in zip(batch, one.logits) {
            #expect(try classifier.predict([sequence]).logits == [logits])
        }
        #expect(try classifier.predict(batch.reversed()).logits == one.logits.reversed())
        #expect(try classifier.predict(batch, observer: { _ in }) == one)
    }

    @Test("one long sequence among many of one token", arguments: SpikeSchedule.allCases, 0..<3)
    func unequalLengths(schedule: SpikeSchedule, seed: UInt64) throws {
        var random = RandomStudent(seed: seed)
        let model = try random.student(random.config(schedule: schedule, encodings: WeightEncoding.all))
        let encoder = model.config.encoder
        let batch = random.batch(
            [Int](repeating: 1, count: 300) + [encoder.maximumPositions] + [Int](repeating: 1, count: 50), encoder)
        let together = try SpikingClassifier(model, options: .init(threads: 2)).predict(batch)
        let alone = try SpikingClassifier(model, options: .init(threads: 1))
        for index in [0, 299, 300, 301, 350] {
            #expect(try alone.predict([batch[index]]).logits == [together.logits[index]])
        }
    }

    @Test("every kernel set and form computes the same bits", arguments: SpikeSchedule.allCases, 0..<4)
    func kernelSets(schedule: SpikeSchedule, seed: UInt64) throws {
        let (model, batch) = try drawn(seed, schedule)
        let scalar = KernelChoice(set: try KernelSet(named: "scalar"))
        let expected = try SpikingClassifier(model, options: .init(kernels: scalar)).predict(batch)
        for set in KernelSet.supported {
            for form in [nil] + set.linearForms(limit: 1).map(\.name) {
                let choice = KernelChoice(set: set, form: form)
                #expect(try SpikingClassifier(model, options: .init(kernels: choice)).predict(batch) == expected)
            }
        }
    }
}
