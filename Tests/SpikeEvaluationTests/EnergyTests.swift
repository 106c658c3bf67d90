import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeRuntime
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("Energy")
struct EnergyTests {
    /// A small student and what it did with two sequences.
    static func watched(
        _ schedule: SpikeSchedule = .counted, execution: StudentExecution = .timeSteps, seed: UInt64 = 40
    ) throws -> (model: PackedModel, activities: [SequenceActivity]) {
        var draw = RandomStudent(seed: seed)
        let config = draw.config(schedule: schedule, encodings: [.ternary])
        let model = try draw.student(config)
        let runtime = try SpikingClassifier(model, options: RuntimeOptions(threads: 1, execution: execution))
        let activities = try draw.batch([5, 9], config.encoder).map { sequence in
            var activity = SequenceActivity(tokens: sequence.count)
            _ = try runtime.predict([sequence]) { activity.observe($0) }
            return activity
        }
        return (model, activities)
    }

    @Test("the report's terms add up to its totals, and its networks have the student first")
    func sums() throws {
        let (model, activities) = try Self.watched()
        let report = EnergyReport(try EnergyModel(model, execution: .timeSteps), activities)
        #expect(
            report.networks.map(\.network) == [
                "student", "float32", "int8", "weightsOnly", "equivalent", "equivalentSkippingZeros",
            ])
        #expect(report.sequences == 2 && report.tokens == 14)
        for network in report.networks {
            func sum(_ terms: [EnergyReport.Term]) -> Double { terms.reduce(0) { $0 + $1.fixed + $1.driven } }
            let operations = network.operations.picojoulesPerSequence
            #expect(abs(sum(network.arithmetic) - operations) < 1e-9 * operations)
            #expect(abs(network.operations.picojoulesPerToken * 14 - 2 * operations) < 1e-9 * operations)
            for flow in Dataflow.allCases {
                let total = try #require(network.withMemory[flow.rawValue]).picojoulesPerSequence
                let parts = operations + sum(network.memory[flow.rawValue] ?? [])
                #expect(total > operations && abs(parts - total) < 1e-9 * total)
            }
        }
        let decoded = try JSONDecoder().decode(EnergyReport.self, from: JSONEncoder().encode(report))
        #expect(decoded == report)
    }

    @Test("at the break-even rate both networks need the same")
    func breakEven() throws {
        let (model, activities) = try Self.watched()
        let energy = try EnergyModel(model, execution: .timeSteps)
        let report = EnergyReport(energy, activities)
        for verdict in report.verdicts where verdict.level == "L1" {
            guard let rate = verdict.breakEvenSpikeRate else { continue }
            let student = report.networks[0].arithmetic
            let fixed = student.reduce(0) { $0 + $1.fixed }
            let driven = student.reduce(0) { $0 + $1.driven }
            let other = try #require(report.networks.first { $0.network == verdict.against })
            let balanced = fixed + driven * rate / report.meanSpikeRate
            #expect(abs(balanced - other.operations.picojoulesPerSequence) < 1e-6 * balanced)
            #expect(verdict.isWon == (report.meanSpikeRate < rate))
        }
        #expect(report.verdicts.count == 15)
    }

    @Test("a silent student of one step is dearer than nothing: what spikes drive is 0, the rest is not")
    func silence() throws {
        let (model, _) = try Self.watched()
        let energies = try EnergyModel(model, execution: .timeSteps).energies(SequenceActivity(tokens: 4))
        #expect(energies[0].arithmetic.allSatisfy { $0.driven == 0 } && energies[0].operations > 0)
        #expect(energies[0].papers[.spikingbert]?.total == 0)
    }

    @Test("the equivalent network's activations have bits for all levels of a site's most salient channel")
    func salience() throws {
        var draw = RandomStudent(seed: 3)
        let config = draw.config(
            schedule: .counted, encodings: [.ternary], neuron: NeuronConfig(hasSalientChannels: true))
        let salient = try draw.student(config)
        let plain = PackedModel(
            config: config, wordEmbeddings: salient.wordEmbeddings, positionEmbeddings: salient.positionEmbeddings,
            typeEmbeddings: salient.typeEmbeddings, embeddingNorm: salient.embeddingNorm, embeddingSite: nil,
            layers: salient.layers.map { layer in
                PackedLayer(
                    linears: layer.linears,
                    sites: layer.sites.mapValues {
                        PackedSite(firingThreshold: $0.firingThreshold, gain: $0.gain, shift: $0.shift)
                    }, attentionNorm: layer.attentionNorm, outputNorm: layer.outputNorm)
            }, classifierWeight: salient.classifierWeight, classifierBias: salient.classifierBias)
        func activations(_ model: PackedModel, _ network: String) throws -> Double {
            let energies = try EnergyModel(model, execution: .onePass).energies(SequenceActivity(tokens: 6))
            let terms = try #require(energies.first { $0.network == network }?.memory[.layerByLayer])
            return try #require(
                terms.first { $0.item == .activations && $0.place == OperationPlace(.neurons(.key), layer: 0) }
            ).fixed
        }
        func bits(_ multiplier: Int) -> Double {
            let values = config.spiking.timeSteps * multiplier * (config.spiking.spikeKind == .ternary ? 2 : 1) + 1
            return Double(Int.bitWidth - (values - 1).leadingZeroBitCount)
        }
        let largest = try #require(salient.site(.key, layer: 0)?.largestMultiplier)
        #expect(largest == 4)
        let ratio = try activations(salient, "equivalent") / activations(plain, "equivalent")
        #expect(abs(ratio - bits(4) / bits(1)) < 1e-12)
        #expect(try activations(salient, "int8") == activations(plain, "int8"))
    }

    @Test("L0 is 0.9 pJ a spike and output, 4.6 pJ a multiplication")
    func papers() throws {
        let (model, activities) = try Self.watched()
        let energies = try EnergyModel(model, execution: .timeSteps).energies(activities[0])
        let encoder = model.config.encoder
        let macs =
            encoder.layers * 5 * (4 * encoder.hiddenSize + 2 * encoder.intermediateSize) * encoder.hiddenSize
        #expect(energies[1].papers[.spikingbert]?.total == 4.6 * Double(macs))
        let tally = OperationCounter(model, execution: .timeSteps).count(activities[0])
        let expected = 0.9 * Double(tally.total(.accumulate))
        let actual = try #require(energies[0].papers[.spikingbert]?.total)
        #expect(abs(actual - expected) < 1e-6 * expected)
    }

    @Test("NeuroBench: effective accumulates leave out weights of 0, dense ones leave out nothing")
    func neurobench() throws {
        let (model, activities) = try Self.watched()
        let metrics = EnergyReport(try EnergyModel(model, execution: .timeSteps), activities).neurobench
        let tally = activities.reduce(into: OperationTally()) {
            $0 += OperationCounter(model, execution: .timeSteps).count($1)
        }
        let all = Double(tally.total(.accumulate)) / 2
        #expect(metrics.synapticOperations.effectiveACs < all && metrics.synapticOperations.effectiveMACs == 0)
        #expect(metrics.synapticOperations.dense > all)
        #expect((0...1).contains(metrics.connectionSparsity) && (0...1).contains(metrics.activationSparsity))
        // One accumulate for every event at every weight other than 0, counted by hand in one layer.
        let query = try #require(model.layers[0].linears[.query])
        let codes = try #require(query.centeredCodes)
        let sent = activities.map { $0.sites["layer.0.attentionInput"]?.spikesPerNeuron ?? [] }
        let byHand = codes.indices.reduce(0) { sum, index in
            sum + (codes[index] == 0 ? 0 : sent.reduce(0) { $0 + $1[index % query.inputFeatures] })
        }
        #expect(byHand > 0 && Double(byHand) / 2 < metrics.synapticOperations.effectiveACs)
    }

    @Test("what flows back reaches nothing after the last step: NeuroBench and memory count as the operations do")
    func feedback() throws {
        var draw = RandomStudent(seed: 41)
        // Binary weights are never 0, so that every accumulate is effective.
        var config = draw.config(schedule: .perStep, encodings: [.binary], hasFeedback: true)
        config.spiking.timeSteps = 6
        let model = try draw.student(config)
        let runtime = try SpikingClassifier(model, options: RuntimeOptions(threads: 1))
        var activity = SequenceActivity(tokens: 6)
        _ = try runtime.predict(draw.batch([6], model.config.encoder)) { activity.observe($0) }
        let energy = try EnergyModel(model, execution: .timeSteps)
        let report = EnergyReport(energy, [activity])
        let tally = OperationCounter(model, execution: .timeSteps).count(activity)
        #expect(report.neurobench.synapticOperations.effectiveACs == Double(tally.total(.accumulate)))
        let place = OperationPlace(.linear(.feedback))
        let synapses = try #require(tally.counts[place]?[.accumulate])
        let layers = try #require(report.networks[0].memory[Dataflow.tokenByToken.rawValue])
        let weights = try #require(layers.first { $0.place == place.name && $0.item == .weights })
        let other = OperationPlace(.linear(.query), layer: 0)
        let queries = try #require(layers.first { $0.place == other.name && $0.item == .weights })
        let ratio = Double(synapses) / Double(try #require(tally.counts[other]?[.accumulate]))
        #expect(synapses > 0 && abs(weights.driven / queries.driven - ratio) < 1e-9 * ratio)
    }

    @Test("the preset in the repository is the built-in one")
    func preset() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("presets/45nm.json")
        let preset = try JSONDecoder().decode(EnergyPreset.self, from: Data(contentsOf: file))
        #expect(preset == .standard)
    }

    @Test("presets that make no sense are refused, and a chip adds level L3")
    func badPresets() throws {
        let (model, activities) = try Self.watched()
        var broken: [EnergyPreset] = []
        for change: (inout EnergyPreset) -> Void in [
            { $0.real.add = -1 }, { $0.integerAdd.bits = 0 }, { $0.memories = [] }, { $0.memories.removeLast() },
            { $0.memories.swapAt(0, 1) }, { $0.real.exponential = .nan }, { $0.realBits = .max },
            { ($0.real.add, $0.real.multiply) = (0, 0) }, { $0.integerMultiply.bits = 5_000_000_000 },
            { $0.platforms[0].synapticOperation = -1 },
        ] {
            var preset = EnergyPreset.standard
            change(&preset)
            broken.append(preset)
        }
        for preset in broken {
            #expect(throws: EvaluationError.self) { try EnergyModel(model, execution: .timeSteps, preset: preset) }
        }
        var preset = EnergyPreset.standard
        preset.chip = .init(hopsPerSpike: 2, picojoulesPerHop: 3.5, leakageMilliwatts: 1, nanosecondsPerTokenStep: 10)
        let report = EnergyReport(try EnergyModel(model, execution: .timeSteps, preset: preset), activities)
        let steps = 14 * model.config.spiking.timeSteps
        #expect(report.chip?.leakage == Double(10 * steps) / 2)
    }
}
