import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeQuantization
import SpikeTestSupport
import Testing

@Suite("student packer") struct StudentPackerTests {
    static func checkpoint(
        _ schedule: SpikeSchedule, _ encoding: WeightEncoding, _ granularity: ScaleGranularity = .perTensor,
        seed: UInt64 = 1, change: (inout [String: FloatTensor]) -> Void = { _ in }
    ) throws -> StudentCheckpoint {
        let config = SpikingBERTConfig(
            encoder: BERTConfig(
                vocabularySize: 11, hiddenSize: 6, layers: 2, heads: 2, intermediateSize: 10, maximumPositions: 8,
                labels: ["no", "yes"], pooling: .mean),
            spiking: SpikingConfig(
                schedule: schedule, spikeKind: schedule == .counted ? .ternary : .binary, weightEncoding: encoding,
                scaleGranularity: granularity))
        var generator = SeededGenerator(seed: seed)
        var tensors: [String: FloatTensor] = [:]
        let optional = schedule == .counted ? config.optionalCheckpointTensors : []
        for tensor in config.checkpointTensors + optional {
            let isPositive = ["scale", "threshold", "gain"].contains { tensor.name.hasSuffix($0) }
            let values = generator.signedUnits(tensor.elementCount)
            tensors[tensor.name] = FloatTensor(
                shape: tensor.shape, values: isPositive ? values.map { abs($0) + 0.25 } : values)
        }
        change(&tensors)
        return try StudentCheckpoint(config: config, tensors: tensors)
    }

    /// One rounding to single precision of values around 1.
    static let roundingTolerance = 1e-6

    @Test("codes come from the latent weights under the trained scale") func codes() throws {
        for encoding in WeightEncoding.quantized {
            for granularity in ScaleGranularity.plain {
                let checkpoint = try Self.checkpoint(.counted, encoding, granularity)
                let model = try StudentPacker.pack(checkpoint)
                let module = TensorNames.linear(.intermediate, layer: 1)
                let scales = checkpoint.values(module + ".weight_scale")
                let expected = WeightQuantizer(encoding: encoding, granularity: granularity)
                    .codes(checkpoint.values(module + ".weight"), scales: scales, outputFeatures: 10)
                let linear = try #require(model.layers[1].linears[.intermediate])
                guard case .codes(let codes) = linear.weights else {
                    Issue.record("no codes")
                    return
                }
                #expect(codes.unpacked() == expected)
                #expect(linear.weightScale == scales)
            }
        }
    }

    /// y = Σ_k w[o, k]·(z_k − b_k) + bias, what training computes from the counts' value z.
    @Test(
        "a folded layer computes on counts what the trained one computes on shifted values",
        arguments: WeightEncoding.samples)
    func folding(encoding: WeightEncoding) throws {
        let checkpoint = try Self.checkpoint(.counted, encoding, .perRow)
        let model = try StudentPacker.pack(checkpoint)
        var generator = SeededGenerator(seed: 9)
        for linear in EncoderLinear.allCases {
            let packed = try #require(model.layers[0].linears[linear])
            let shift = checkpoint.values(
                TensorNames.site(linear.inputSite(.counted), layer: 0) + TensorNames.shift)
            let bias = checkpoint.values(TensorNames.linear(linear, layer: 0) + TensorNames.bias)
            let values = generator.signedUnits(packed.inputFeatures)
            for row in 0..<packed.outputFeatures {
                func weight(_ column: Int) -> Double {
                    let index = row * packed.inputFeatures + column
                    return switch packed.weights {
                    case .codes(let codes): Double(packed.weightScale[row]) * Double(codes.unpacked()[index])
                    case .real(let values): Double(values[index])
                    }
                }
                let columns = 0..<packed.inputFeatures
                let trained = columns.reduce(Double(bias[row])) {
                    $0 + weight($1) * (Double(values[$1]) - Double(shift[$1]))
                }
                let folded = columns.reduce(Double(packed.bias[row])) { $0 + weight($1) * Double(values[$1]) }
                expectClose(folded, trained, tolerance: Self.roundingTolerance)
            }
        }
    }

    @Test("attention's context loses the value site's shift, and keys keep theirs") func context() throws {
        let checkpoint = try Self.checkpoint(.counted, .ternary)
        let layer = try StudentPacker.pack(checkpoint).layers[1]
        func trained(_ site: SpikingSite, _ part: String) -> [Float] {
            checkpoint.values(TensorNames.site(site, layer: 1) + part)
        }
        // u = gain·Σ_j p_j·(z_j − b) + shift, with probabilities that sum to 1.
        let probabilities = [0.25, 0.5, 0.25]
        let fired = [[0.5, -1, 2, 0, 1, 0.25], [1, 1, 0, -2, 0.5, 4], [0, 2, -1, 1, 0, -0.75]]
        let context = try #require(layer.sites[.context])
        for channel in 0..<6 {
            let gain = Double(trained(.context, ".gain")[channel])
            let raw = (0..<3).reduce(0.0) { $0 + probabilities[$1] * fired[$1][channel] }
            let shifted = (0..<3).reduce(0.0) {
                $0 + probabilities[$1] * (fired[$1][channel] - Double(trained(.value, ".shift")[channel]))
            }
            expectClose(
                gain * raw + Double(context.shift[channel]),
                gain * shifted + Double(trained(.context, ".shift")[channel]),
                tolerance: Self.roundingTolerance)
        }
        #expect(layer.sites[.key]?.shift == trained(.key, ".shift"))
        #expect(layer.sites[.value]?.shift == trained(.value, ".shift"))
        #expect(context.gain == trained(.context, ".gain"))
    }

    @Test("perStep students fold nothing") func perStep() throws {
        let checkpoint = try Self.checkpoint(.perStep, .binary)
        let model = try StudentPacker.pack(checkpoint)
        for linear in EncoderLinear.allCases {
            let bias = checkpoint.values(TensorNames.linear(linear, layer: 0) + ".bias")
            #expect(model.layers[0].linears[linear]?.bias == bias)
        }
        #expect(model.embeddingSite?.gain == [1, 1, 1, 1, 1, 1])
    }

    @Test("a perStep student with a shift is refused") func perStepShift() throws {
        let checkpoint = try Self.checkpoint(.perStep, .binary) { tensors in
            tensors["spiking.layer.1.key.shift"] = FloatTensor(shape: [6], values: [0, 0, 0, 0, 0, 1])
        }
        let error = #expect(throws: QuantizationError.self) { try StudentPacker.pack(checkpoint) }
        #expect(
            error?.description == "spiking.layer.1.key: perStep sites must have gain 1 and shift 0; "
                + "train them so or use the counted schedule")
    }

    @Test("half embeddings are the nearest halves, and too large values are refused") func halfEmbeddings() throws {
        let checkpoint = try Self.checkpoint(.counted, .ternary)
        let table = try StudentPacker.pack(checkpoint, embeddings: .float16).wordEmbeddings
        #expect(table.byteCount == 11 * 6 * 2)
        var row = [Float](repeating: 0, count: 6)
        table.add(row: 3, to: &row)
        expectClose(row, Array(checkpoint.values(TensorNames.wordEmbeddings)[18..<24]), tolerance: 0x1p-12)
        let large = try Self.checkpoint(.counted, .ternary) { $0[TensorNames.typeEmbeddings]?.values[1] = 70000 }
        #expect(
            throws: QuantizationError.embeddingOverflow(tensor: TensorNames.typeEmbeddings, index: 1, value: 70000)
        ) { try StudentPacker.pack(large, embeddings: .float16) }
    }

    @Test("packed students survive the disk") func disk() throws {
        for schedule in SpikeSchedule.allCases {
            for encoding in WeightEncoding.samples {
                let model = try StudentPacker.pack(try Self.checkpoint(schedule, encoding, .perRow))
                try withTemporaryFolder { folder in
                    try AtomicFile.write(Data("[PAD]\n".utf8), to: folder.appendingPathComponent("vocab.txt"))
                    let out = folder.appendingPathComponent("packed")
                    try PackedModelFolder.write(model, attachments: ModelAttachments(tokenizerFolder: folder), to: out)
                    #expect(try PackedModelFolder.read(from: out) == model)
                }
            }
        }
    }
}
