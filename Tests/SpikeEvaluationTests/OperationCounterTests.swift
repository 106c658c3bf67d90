import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeReference
import SpikeRuntime
import SpikeTinyModels
import Testing

@Suite("Derived operation counts equal those that the scalar reference notes")
struct OperationCounterTests {
    /// What a student is drawn from.
    struct Case: Sendable, CustomTestStringConvertible {
        var schedule: SpikeSchedule
        var neuron = NeuronConfig()
        var hasFeedback = false

        var testDescription: String { "\(schedule) \(neuron)\(hasFeedback ? " with feedback" : "")" }
    }

    static let cases: [Case] = [
        Case(schedule: .counted), Case(schedule: .perStep), Case(schedule: .realResidual),
        Case(schedule: .counted, neuron: NeuronConfig(levels: 3)),
        Case(schedule: .perStep, neuron: NeuronConfig(levels: 3)),
        Case(schedule: .counted, neuron: NeuronConfig(hasSalientChannels: true)),
        Case(schedule: .perStep, neuron: NeuronConfig(kind: .adaptive, growth: 0.25, decay: 0.8)),
        Case(schedule: .realResidual, neuron: NeuronConfig(kind: .elastic, membrane: .released)),
        Case(schedule: .perStep, hasFeedback: true),
    ]

    @Test("of every schedule and neuron, spike by spike and in one pass", arguments: cases, 0..<4)
    func equal(example: Case, seed: UInt64) throws {
        var draw = RandomStudent(seed: 900 + seed)
        let config = draw.config(
            schedule: example.schedule, encodings: WeightEncoding.all, neuron: example.neuron,
            hasFeedback: example.hasFeedback)
        let model = try draw.student(config)
        let sequence = draw.batch([draw.pick([1, 4, 7])], config.encoder)
        for execution in StudentExecution.allCases {
            let meter = OperationMeter()
            let reference = ReferenceStudent(model, execution: execution)
            _ = try reference.predict(sequence, meter: meter) { _ in }
            let runtime = try SpikingClassifier(model, options: RuntimeOptions(threads: 1, execution: execution))
            var activity = SequenceActivity(tokens: sequence[0].count)
            _ = try runtime.predict(sequence) { activity.observe($0) }
            let derived = OperationCounter(model, execution: execution).count(activity)
            let noted = meter.tally
            for place in Set(derived.places + noted.places).sorted() {
                #expect(derived.counts[place] == noted.counts[place], "\(execution) \(place.name)")
            }
            #expect(noted.total(.errorFunction) > 0 && noted.total > 1000)
        }
    }

    @Test("spike-driven accumulates are the study's synaptic operations")
    func synapticOperations() throws {
        var draw = RandomStudent(seed: 950)
        let config = draw.config(schedule: .counted, encodings: [.ternary])
        let model = try draw.student(config)
        let sequence = draw.batch([6], config.encoder)
        let runtime = try SpikingClassifier(model, options: RuntimeOptions(threads: 1, execution: .timeSteps))
        var activity = SequenceActivity(tokens: 6)
        let prediction = try runtime.predict(sequence) { activity.observe($0) }
        let tally = OperationCounter(model, execution: .timeSteps).count(activity)
        let spikes = try #require(prediction.spikes)
        #expect(
            tally.total(.accumulate) + tally.total(.realAccumulate)
                == SynapticOperations(config).count(spikes, length: 6))
    }

    @Test("a layer's places are in network order, the head comes last")
    func order() {
        let places = [
            OperationPlace(.classifier), OperationPlace(.linear(.output), layer: 0), OperationPlace(.embedding),
            OperationPlace(.linear(.query), layer: 1), OperationPlace(.neurons(.attentionInput), layer: 0),
        ]
        #expect(
            places.sorted().map(\.name) == [
                "embedding", "layer.0.attentionInput neurons", "layer.0.output", "layer.1.query", "classifier",
            ])
    }
}
