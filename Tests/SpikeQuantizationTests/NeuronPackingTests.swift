import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeQuantization
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("Packed students of every neuron")
struct NeuronPackingTests {
    static let cases: [(SpikeSchedule, NeuronConfig)] = [
        (.counted, NeuronConfig()), (.perStep, NeuronConfig()), (.realResidual, NeuronConfig()),
        (.realResidual, NeuronConfig(kind: .elastic, membrane: .symmetric)),
        (.perStep, NeuronConfig(kind: .adaptive, growth: 0.5, decay: 0.25)),
        (.counted, NeuronConfig(levels: 3, hasSalientChannels: true)),
    ]

    @Test("survive the disk; ordinary neurons need no block", arguments: cases.indices)
    func disk(index: Int) throws {
        let (schedule, neuron) = Self.cases[index]
        try withTemporaryFolder { folder in
            let spiking = SpikingConfig(
                schedule: schedule, timeSteps: 3, spikeKind: schedule == .perStep ? .binary : .ternary, neuron: neuron)
            let model = try StudentPacker.pack(try TinyModels.checkpoint(spiking))
            let out = folder.appendingPathComponent("model")
            try PackedModelFolder.write(
                model, attachments: ModelAttachments(tokenizerFolder: TinyModels.tokenizer(in: folder)), to: out)
            #expect(try PackedModelFolder.read(from: out) == model)
            let text = try String(contentsOf: out.appendingPathComponent("config.json"), encoding: .utf8)
            #expect(text.contains("\"neuron\"") == (neuron != NeuronConfig()))
        }
    }

    @Test("feedback survives the disk without a bias, counts among the encoder's bytes, and says so in the config")
    func feedback() throws {
        try withTemporaryFolder { folder in
            let plain = SpikingConfig(schedule: .perStep, timeSteps: 3, spikeKind: .binary)
            var spiking = plain
            spiking.hasFeedback = true
            let model = try StudentPacker.pack(try TinyModels.checkpoint(spiking))
            let feedback = try #require(model.feedback)
            #expect(feedback.bias.allSatisfy { $0 == 0 })
            let without = try StudentPacker.pack(try TinyModels.checkpoint(plain))
            #expect(model.encoderByteCount == without.encoderByteCount + feedback.byteCount)
            let out = folder.appendingPathComponent("model")
            try PackedModelFolder.write(
                model, attachments: ModelAttachments(tokenizerFolder: TinyModels.tokenizer(in: folder)), to: out)
            #expect(try PackedModelFolder.read(from: out) == model)
            let text = try String(contentsOf: out.appendingPathComponent("config.json"), encoding: .utf8)
            #expect(text.contains("\"has_feedback\" : true"))
        }
    }

    @Test("elastic sites keep a threshold per step, salient ones a multiplier per neuron")
    func values() throws {
        let elastic = try TinyModels.checkpoint(
            SpikingConfig(schedule: .realResidual, timeSteps: 3, neuron: NeuronConfig(kind: .elastic)))
        let site = try #require(StudentPacker.pack(elastic).layers[1].sites[.context])
        #expect(site.stepThresholds == elastic.values("spiking.layer.1.context.firing_threshold"))
        #expect(site.firingThreshold == site.stepThresholds[0] && site.unit(at: 2) == site.stepThresholds[2])
        let salient = try TinyModels.checkpoint(SpikingConfig(neuron: NeuronConfig(hasSalientChannels: true)))
        let packed = try StudentPacker.pack(salient)
        let wide = try #require(packed.layers[0].sites[.outputInput])
        #expect(wide.stepMultipliers.map(Float.init) == salient.values("spiking.layer.0.outputInput.step_multiplier"))
        #expect(wide.unit() == wide.firingThreshold / 4)
        let key = try #require(packed.layers[0].sites[.key])
        #expect(key.stepMultipliers.map(Float.init) == salient.values("spiking.layer.0.key.step_multiplier"))
    }
}
