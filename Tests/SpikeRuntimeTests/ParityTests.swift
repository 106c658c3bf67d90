import SpikeCore
import SpikeKernels
import SpikeModel
import SpikeReference
import SpikeRuntime
import SpikeTinyModels
import Testing

/// The runtime against the scalar reference on whole random students.
///
/// Reals differ in the last digits (the reference sums in double precision), so now and then a neuron at its firing
/// level falls on the other side; that changes a count by one and everything behind it a little. With the seeds below
/// it happens nowhere; the bounds are for other machines' last digits.
@Suite("Runtime and reference agree")
struct ParityTests {
    /// Counts that may differ, of all counts of a student: what a few flipped neurons and their followers make.
    static let flippedShare = 2e-3
    /// Difference of logits (of magnitude 1 to 10) while no count differs: float rounding only.
    static let roundingTolerance: Float = 2e-5
    /// Difference of logits when some counts differ.
    static let flippedTolerance: Float = 0.2

    static let lengths = [7, 1, 21, 2]

    private func compare(
        seed: UInt64, _ schedule: SpikeSchedule, _ encodings: [WeightEncoding], neuron: NeuronConfig = NeuronConfig(),
        hasFeedback: Bool = false
    ) throws {
        var random = RandomStudent(seed: seed)
        let config = random.config(schedule: schedule, encodings: encodings, neuron: neuron, hasFeedback: hasFeedback)
        let model = try random.student(config)
        let batch = random.batch(Self.lengths, config.encoder)
        // Every other student runs with other time steps than its config says; elastic ones only have so many.
        let timeSteps = seed % 2 == 0 ? nil : neuron.kind == .elastic ? 1 : 6
        var expected: [SiteActivity] = []
        let reference = try ReferenceStudent(model, timeSteps: timeSteps).predict(batch) { expected.append($0) }
        var actual: [SiteActivity] = []
        let runtime = try SpikingClassifier(model, options: .init(timeSteps: timeSteps)).predict(batch) {
            actual.append($0)
        }
        #expect(actual.map(\.name) == expected.map(\.name))
        var flips = 0
        var total = 0
        for (left, right) in zip(actual, expected) {
            #expect(left.sequence == right.sequence && left.counts.count == right.counts.count)
            flips += zip(left.counts, right.counts).reduce(0) { $0 + ($1.0 == $1.1 ? 0 : 1) }
            total += left.counts.count
        }
        #expect(Double(flips) <= Self.flippedShare * Double(total), "\(flips) of \(total) counts differ")
        let tolerance = flips == 0 ? Self.roundingTolerance : Self.flippedTolerance
        for (left, right) in zip(runtime.logits.joined(), reference.logits.joined()) {
            #expect(abs(left - right) <= tolerance, "\(flips) of \(total) counts differ")
        }
        let spikes = try #require(runtime.spikes)
        #expect(spikes.spikesPerNeuron > 0.05, "a silent student proves nothing")
    }

    @Test("counted students with codes", arguments: 0..<12)
    func counted(seed: UInt64) throws { try compare(seed: seed, .counted, [.ternary, .binary]) }

    @Test("counted students with real weights", arguments: 100..<104)
    func countedReal(seed: UInt64) throws { try compare(seed: seed, .counted, [.float32]) }

    @Test("perStep students", arguments: 200..<208)
    func perStep(seed: UInt64) throws { try compare(seed: seed, .perStep, [.ternary, .binary, .float32]) }

    @Test("perStep students with feedback", arguments: 220..<228)
    func feedback(seed: UInt64) throws { try compare(seed: seed, .perStep, WeightEncoding.all, hasFeedback: true) }

    @Test("realResidual students of ordinary neurons", arguments: 300..<308)
    func realResidual(seed: UInt64) throws { try compare(seed: seed, .realResidual, WeightEncoding.all) }

    @Test("elastic students", arguments: ElasticMembrane.allCases, 400..<406)
    func elastic(membrane: ElasticMembrane, seed: UInt64) throws {
        let neuron = NeuronConfig(kind: .elastic, membrane: membrane)
        try compare(seed: seed, .realResidual, WeightEncoding.all, neuron: neuron)
    }

    @Test("students with adaptive thresholds", arguments: [SpikeSchedule.perStep, .realResidual], 500..<504)
    func adaptive(schedule: SpikeSchedule, seed: UInt64) throws {
        let neuron = NeuronConfig(kind: .adaptive, growth: 0.25, decay: 0.8)
        try compare(seed: seed, schedule, WeightEncoding.all, neuron: neuron)
    }

    @Test("students with graded spikes", arguments: SpikeSchedule.allCases, 602..<606)
    func graded(schedule: SpikeSchedule, seed: UInt64) throws {
        try compare(seed: seed, schedule, WeightEncoding.all, neuron: NeuronConfig(levels: 3))
    }

    @Test("counted students with salient channels", arguments: 700..<706)
    func salient(seed: UInt64) throws {
        try compare(seed: seed, .counted, WeightEncoding.all, neuron: NeuronConfig(hasSalientChannels: true))
    }
}
