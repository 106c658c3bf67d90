import SpikeCore
import SpikeKernels
import SpikeModel
import SpikeReference
import SpikeRuntime
import SpikeTinyModels
import Testing

/// Equalities between schedules and neurons that hold to the last bit of the logits.
@Suite("Neurons that mean the same compute the same bits")
struct NeuronExactnessTests {
    private static let lengths = [5, 12, 1, 33, 3]

    private func drawn(
        _ seed: UInt64, _ schedule: SpikeSchedule, _ neuron: NeuronConfig
    ) throws -> (PackedModel, [TokenSequence]) {
        var random = RandomStudent(seed: seed)
        let config = random.config(schedule: schedule, encodings: WeightEncoding.all, neuron: neuron)
        return (try random.student(config), random.batch(Self.lengths, config.encoder))
    }

    /// The same weights and thresholds under another config.
    private func with(
        _ model: PackedModel, site change: (PackedSite) -> PackedSite = { $0 },
        _ configure: (inout SpikingConfig) -> Void
    ) -> PackedModel {
        var config = model.config
        configure(&config.spiking)
        return PackedModel(
            config: config, wordEmbeddings: model.wordEmbeddings, positionEmbeddings: model.positionEmbeddings,
            typeEmbeddings: model.typeEmbeddings, embeddingNorm: model.embeddingNorm,
            embeddingSite: model.embeddingSite.map(change),
            layers: model.layers.map {
                PackedLayer(
                    linears: $0.linears, sites: $0.sites.mapValues(change), attentionNorm: $0.attentionNorm,
                    outputNorm: $0.outputNorm)
            }, classifierWeight: model.classifierWeight, classifierBias: model.classifierBias)
    }

    @Test("one step of realResidual, leaky or elastic, is a counted window of one step", arguments: 0..<8)
    func oneStep(seed: UInt64) throws {
        let (drawn, batch) = try drawn(seed, .counted, NeuronConfig())
        let counted = with(drawn) { ($0.timeSteps, $0.spikeKind) = (1, .ternary) }
        let expected = try SpikingClassifier(counted).predict(batch)
        let leaky = with(counted) { $0.schedule = .realResidual }
        #expect(try SpikingClassifier(leaky).predict(batch) == expected)
        for membrane in ElasticMembrane.allCases {
            let elastic = with(
                counted,
                site: {
                    PackedSite(
                        firingThreshold: $0.firingThreshold, stepThresholds: [$0.firingThreshold], gain: $0.gain,
                        shift: $0.shift)
                }
            ) {
                $0.schedule = .realResidual
                $0.neuron = NeuronConfig(kind: .elastic, membrane: membrane)
            }
            #expect(try SpikingClassifier(elastic).predict(batch) == expected)
            #expect(try ReferenceStudent(elastic).predict(batch) == ReferenceStudent(counted).predict(batch))
        }
        let binary = with(counted) { $0.spikeKind = .binary }
        let stepped = with(binary) { $0.schedule = .realResidual }
        #expect(try SpikingClassifier(stepped).predict(batch) == SpikingClassifier(binary).predict(batch))
    }

    @Test("T steps of L levels are a window of T · L steps, in one pass and spike by spike", arguments: 0..<8)
    func levels(seed: UInt64) throws {
        let (drawn, batch) = try drawn(seed, .counted, NeuronConfig())
        let graded = with(drawn) { ($0.timeSteps, $0.neuron) = (3, NeuronConfig(levels: 4)) }
        let plain = with(drawn) { $0.timeSteps = 12 }
        let expected = try SpikingClassifier(plain).predict(batch)
        for execution in StudentExecution.allCases {
            let actual = try SpikingClassifier(graded, options: .init(execution: execution)).predict(batch)
            #expect(actual.logits == expected.logits)
            #expect(actual.spikes?.spikesPerNeuron == expected.spikes?.spikesPerNeuron)
        }
    }

    @Test("salient channels: one pass and T steps alike, in runtime and reference", arguments: 0..<8)
    func salient(seed: UInt64) throws {
        let (drawn, batch) = try drawn(seed, .counted, NeuronConfig(hasSalientChannels: true))
        for model in [drawn, with(drawn) { ($0.timeSteps, $0.neuron.levels) = (3, 2) }] {
            let onePass = try SpikingClassifier(model).predict(batch)
            #expect(try SpikingClassifier(model, options: .init(execution: .timeSteps)).predict(batch) == onePass)
            let reference = try ReferenceStudent(model, execution: .onePass).predict(batch)
            #expect(try ReferenceStudent(model, execution: .timeSteps).predict(batch) == reference)
        }
    }

    @Test("multipliers of 1 change nothing")
    func noSalience() throws {
        let (drawn, batch) = try drawn(3, .counted, NeuronConfig(hasSalientChannels: true))
        let plain = with(
            drawn, site: { PackedSite(firingThreshold: $0.firingThreshold, gain: $0.gain, shift: $0.shift) }
        ) { $0.neuron = NeuronConfig() }
        let ones = with(
            drawn,
            site: {
                PackedSite(
                    firingThreshold: $0.firingThreshold,
                    stepMultipliers: $0.stepMultipliers.map { _ in 1 }, gain: $0.gain, shift: $0.shift)
            }
        ) { _ in }
        #expect(try SpikingClassifier(ones).predict(batch) == SpikingClassifier(plain).predict(batch))
    }

    static let neurons: [(SpikeSchedule, NeuronConfig)] = [
        (.realResidual, NeuronConfig(kind: .elastic)), (.realResidual, NeuronConfig(kind: .adaptive)),
        (.perStep, NeuronConfig(kind: .adaptive)), (.perStep, NeuronConfig(levels: 3)),
        (.realResidual, NeuronConfig(levels: 2)), (.counted, NeuronConfig(levels: 2, hasSalientChannels: true)),
    ]

    @Test("kernel sets, threads and batches change nothing", arguments: neurons.indices, 0..<3)
    func invariance(index: Int, seed: UInt64) throws {
        let (schedule, neuron) = Self.neurons[index]
        let (model, batch) = try drawn(seed, schedule, neuron)
        let scalar = KernelChoice(set: try KernelSet(named: "scalar"))
        let expected = try SpikingClassifier(model, options: .init(kernels: scalar)).predict(batch)
        for set in KernelSet.supported {
            let options = RuntimeOptions(threads: 3, kernels: KernelChoice(set: set))
            #expect(try SpikingClassifier(model, options: options).predict(batch) == expected)
        }
        #expect(try SpikingClassifier(model).predict([batch[3]]).logits == [expected.logits[3]])
        #expect(try SpikingClassifier(model).predict(batch, observer: { _ in }) == expected)
    }

    @Test("observers see all spikes, whatever each counts", arguments: neurons.indices, 0..<3)
    func observedSpikes(index: Int, seed: UInt64) throws {
        let (schedule, neuron) = Self.neurons[index]
        let (model, batch) = try drawn(seed, schedule, neuron)
        var seen = SpikeStatistics(timeSteps: model.config.spiking.timeSteps)
        let prediction = try SpikingClassifier(model).predict(batch) { seen.add(site: $0.name, $0.activity) }
        #expect(prediction.spikes == seen)
    }

    @Test("elastic students run no more time steps than they have thresholds")
    func tooManySteps() throws {
        let (drawn, _) = try drawn(1, .realResidual, NeuronConfig(kind: .elastic))
        let error = #expect(throws: InferenceError.self) {
            try SpikingClassifier(drawn, options: .init(timeSteps: drawn.config.spiking.timeSteps + 1))
        }
        #expect(error?.description.contains("because elastic neurons have a threshold per step") == true)
    }
}
