import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

@Suite("student checkpoints") struct StudentCheckpointTests {
    static func checkpoint(_ config: SpikingBERTConfig) throws -> StudentCheckpoint {
        try StudentCheckpoint(
            config: config, tensors: Fixtures.tensors(config.checkpointTensors + config.optionalCheckpointTensors))
    }

    @Test("a checkpoint survives the disk, whatever its schedule and encoding") func roundTrip() throws {
        try withTemporaryFolder { folder in
            let tokenizer = try Fixtures.tokenizer(in: folder)
            for schedule in SpikeSchedule.allCases {
                for encoding in WeightEncoding.all {
                    let original = try Self.checkpoint(Fixtures.student(schedule, encoding, .perRow))
                    let out = folder.appendingPathComponent("\(schedule)-\(encoding.name)")
                    try original.write(to: out, tokenizerFolder: tokenizer)
                    #expect(try StudentCheckpoint.read(from: out) == original)
                }
            }
        }
    }

    @Test("gains left out are 1, shifts left out 0") func defaults() throws {
        let config = Fixtures.student()
        let checkpoint = try StudentCheckpoint(config: config, tensors: Fixtures.tensors(config.checkpointTensors))
        #expect(checkpoint.values("spiking.layer.1.outputInput.gain") == [Float](repeating: 1, count: 10))
        #expect(checkpoint.values("spiking.layer.0.key.shift") == [Float](repeating: 0, count: 6))
    }

    @Test("values without meaning are refused", arguments: [0, -1, Float.nan, .infinity]) func meaningless(value: Float)
        throws
    {
        let config = Fixtures.student()
        var tensors = Fixtures.tensors(config.checkpointTensors)
        tensors["spiking.layer.0.key.firing_threshold"]?.values[0] = value
        let problem = value.isFinite ? "not positive" : "not finite"
        #expect(
            throws: FormatError.badTensor(
                path: "checkpoint", tensor: "spiking.layer.0.key.firing_threshold",
                problem: "value 0 is \(value), \(problem)")
        ) { try StudentCheckpoint(config: config, tensors: tensors) }
    }

    @Test("thresholds with a zero point beside them are refused, because no quantizer has both") func twoQuantizers()
        throws
    {
        let config = Fixtures.student(.counted, .uniform(bits: 4), .perRow)
        let both = Fixtures.tensors(config.checkpointTensors + config.quantizerCheckpointTensors)
        let error = #expect(throws: FormatError.self) { try StudentCheckpoint(config: config, tensors: both) }
        #expect("\(try #require(error))".contains("has a zero point beside it, which no quantizer has"))
        for part in [TensorNames.weightZero, TensorNames.weightThresholds] {
            let one = both.filter { !$0.key.hasSuffix(part) }
            #expect(throws: Never.self) { try StudentCheckpoint(config: config, tensors: one) }
        }
    }

    @Test("a scale that does not fit the granularity is refused") func granularity() throws {
        let perRow = Fixtures.student(.counted, .ternary, .perRow)
        let tensors = Fixtures.tensors(Fixtures.student(.counted, .ternary, .perTensor).checkpointTensors)
        #expect(
            throws: FormatError.wrongShape(
                path: "checkpoint", tensor: "bert.encoder.layer.0.attention.self.query.weight_scale", expected: [6],
                actual: [1])
        ) { try StudentCheckpoint(config: perRow, tensors: tensors) }
    }

    @Test("a teacher is told apart from a student") func teacher() throws {
        try withTemporaryFolder { folder in
            let teacher = try Fixtures.teacher(in: folder)
            let message = Fixtures.message(in: teacher) { _ = try StudentCheckpoint.read(from: teacher) }
            #expect(
                message
                    == "config.json: model_type: is bert, so this is no spiking student (spiking_bert); correct this key"
            )
        }
    }
}
