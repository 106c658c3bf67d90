import Foundation
import SpikeCore
import SpikeModel
import Testing

@Suite("configs") struct ConfigTests {
    static let bert = BERTConfig(
        vocabularySize: 100, hiddenSize: 12, layers: 2, heads: 3, intermediateSize: 24, maximumPositions: 16,
        labels: ["negative", "positive"], pooling: .mean)

    static func roundTrip<Config: Codable>(_ config: Config) throws -> Config {
        try JSONDecoder().decode(Config.self, from: JSONEncoder().encode(config))
    }

    @Test("configs survive JSON") func coding() throws {
        #expect(try Self.roundTrip(Self.bert) == Self.bert)
        var regression = BERTConfig(labels: [], pooling: .cls, isRegression: true)
        regression.layerNormEpsilon = 1e-5
        #expect(try Self.roundTrip(regression) == regression)
        for schedule in SpikeSchedule.allCases {
            let spiking = SpikingConfig(schedule: schedule, timeSteps: 3, spikeKind: .binary, weightEncoding: .binary)
            #expect(try Self.roundTrip(spiking) == spiking)
            let student = SpikingBERTConfig(encoder: Self.bert, spiking: spiking)
            #expect(try Self.roundTrip(student) == student)
        }
    }

    @Test("a student's JSON carries its own model type and architecture") func studentJSON() throws {
        let data = try JSONEncoder().encode(SpikingBERTConfig(encoder: Self.bert, spiking: SpikingConfig()))
        let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(object["model_type"] as? String == "spiking_bert")
        #expect(object["architectures"] as? [String] == ["SpikingBertForSequenceClassification"])
        #expect((object["spiking_config"] as? [String: Any])?["time_steps"] as? Int == 2)
    }

    @Test("keys that BERT has and bitspike does not use are ignored, absent ones get BERT's defaults") func foreign()
        throws
    {
        let json = #"""
            {"vocab_size": 10, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
             "intermediate_size": 8, "use_cache": true, "id2label": {"1": "b", "0": "a"}}
            """#
        let config = try JSONDecoder().decode(BERTConfig.self, from: Data(json.utf8))
        #expect(config.labels == ["a", "b"])
        #expect(config.maximumPositions == 512)
        #expect(config.layerNormEpsilon == 1e-12)
        #expect(config.pooling == nil)
    }

    @Test("labels whose ids have a hole are refused") func labelHole() {
        let json = #"""
            {"vocab_size": 10, "hidden_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2,
             "intermediate_size": 8, "id2label": {"0": "a", "2": "b"}}
            """#
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(BERTConfig.self, from: Data(json.utf8)) }
    }

    @Test("what BERT cannot be is refused with key and range") func invalid() {
        func expect(_ message: String, _ change: (inout BERTConfig) -> Void) {
            var config = Self.bert
            change(&config)
            let error = #expect(throws: ConfigError.self) { try config.validate() }
            #expect(error?.description == message)
        }
        expect("hidden_size is 0; allowed: 1...16777216") { $0.hiddenSize = 0 }
        expect("num_hidden_layers is 2000; allowed: 1...1024") { $0.layers = 2000 }
        expect("num_attention_heads 5 does not divide hidden_size 12") { $0.heads = 5 }
        expect("hidden_act is relu; allowed: gelu") { $0.hiddenActivation = "relu" }
        expect("layer_norm_eps is 0.0; allowed: 0 < eps < 1") { $0.layerNormEpsilon = 0 }
        expect("two labels in id2label have one name") { $0.labels = ["a", "a"] }
    }

    @Test("what a student cannot be is refused") func invalidStudent() {
        func expect(_ message: String, _ spiking: SpikingConfig, pooling: Pooling? = .mean) {
            var encoder = Self.bert
            encoder.pooling = pooling
            let error = #expect(throws: ConfigError.self) {
                try SpikingBERTConfig(encoder: encoder, spiking: spiking).validate()
            }
            #expect(error?.description == message)
        }
        expect("time_steps is 0; allowed: 1...255", SpikingConfig(timeSteps: 0))
        expect("time_steps is 128; allowed: 1...127 for the counted schedule", SpikingConfig(timeSteps: 128))
        expect("leak is 1.5; allowed: 0 < leak <= 1", SpikingConfig(leak: 1.5))
        expect("the counted schedule needs leak 1, because counts have no order", SpikingConfig(leak: 0.5))
        expect(
            "feedback is of the perStep schedule; the others have no steps that whole networks share",
            SpikingConfig(hasFeedback: true))
        let feedback = "mixed_encodings names a feedback layer; there is one with feedback alone, in layer 0"
        expect(
            feedback,
            SpikingConfig(mixedEncodings: [LayerEncoding(layer: 0, linear: .feedback, encoding: .binary)]))
        expect(
            feedback,
            SpikingConfig(
                schedule: .perStep, spikeKind: .binary,
                mixedEncodings: [LayerEncoding(layer: 1, linear: .feedback, encoding: .binary)], hasFeedback: true))
        expect(
            "the perStep schedule has binary spikes; set spike_kind to binary", SpikingConfig(schedule: .perStep))
        expect(
            "a spiking student has no pooler; set classifier_pooling to mean or cls", SpikingConfig(), pooling: .pooler)
        expect("classifier_pooling is missing; use mean or cls", SpikingConfig(), pooling: nil)
    }
}
