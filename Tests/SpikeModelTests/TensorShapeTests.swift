import SpikeCore
import SpikeModel
import Testing

@Suite("tensor names and shapes") struct TensorShapeTests {
    static func student(_ schedule: SpikeSchedule, _ encoding: WeightEncoding) -> SpikingBERTConfig {
        SpikingBERTConfig(
            encoder: ConfigTests.bert,
            spiking: SpikingConfig(
                schedule: schedule, spikeKind: .binary, weightEncoding: encoding, scaleGranularity: .perRow))
    }

    @Test("a checkpoint has every name once") func unique() {
        for schedule in SpikeSchedule.allCases {
            let config = Self.student(schedule, .ternary)
            let names = (config.checkpointTensors + config.optionalCheckpointTensors).map(\.name)
            #expect(Set(names).count == names.count)
        }
    }

    @Test("BERT's tensors add up to BERT's parameters") func parameters() {
        // bert-base-uncased without pooler: 109,482,240 parameters less 768 * 768 + 768.
        let total = BERTConfig().encoderTensors.reduce(0) { $0 + $1.elementCount }
        #expect(total == 109_482_240 - 590_592)
    }

    @Test("only quantized students have scales, only perStep ones an embedding site") func optional() {
        #expect(!Self.student(.counted, .float32).checkpointTensors.contains { $0.name.hasSuffix(".weight_scale") })
        let counted = Self.student(.counted, .ternary).checkpointTensors
        #expect(counted.contains(TensorShape("bert.encoder.layer.1.intermediate.dense.weight_scale", [24])))
        #expect(!counted.contains { $0.name == "spiking.embedding.firing_threshold" })
        #expect(
            Self.student(.perStep, .ternary).checkpointTensors
                .contains(TensorShape("spiking.embedding.firing_threshold", [1])))
    }

    @Test("sites before the second feed-forward layer are as wide as it") func siteWidths() {
        #expect(SpikingSite.outputInput.neurons(ConfigTests.bert) == 24)
        #expect(SpikingSite.key.neurons(ConfigTests.bert) == 12)
        for schedule in SpikeSchedule.allCases {
            for linear in EncoderLinear.allCases {
                let site = linear.inputSite(schedule)
                #expect(site.neurons(ConfigTests.bert) == linear.shape(ConfigTests.bert).inputFeatures)
                #expect(SpikingSite.layerSites(schedule).contains(site))
            }
        }
    }
}
