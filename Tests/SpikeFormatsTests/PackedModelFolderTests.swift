import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

@Suite("packed model folders") struct PackedModelFolderTests {
    /// A random packed model of any schedule and encoding.
    static func model(
        _ config: SpikingBERTConfig, halves: Bool = false, integerBits: Int? = nil
    ) throws -> PackedModel {
        var generator = SeededGenerator(seed: 5)
        let encoder = config.encoder
        func norm() -> LayerNormParameters {
            LayerNormParameters(weight: generator.signedUnits(6), bias: generator.signedUnits(6))
        }
        func table(_ rows: Int) -> EmbeddingTable {
            let values = generator.signedUnits(rows * 6)
            if let bits = integerBits {
                let codes = values.map { Int8($0 * Float(RowCodes.largestCode(bits: bits))) }
                let scales = (0..<rows).map { HalfPrecision.half(from: Float($0) / 8) }
                return EmbeddingTable(
                    rows: rows, columns: 6,
                    storage: .integers(RowCodes(packing: codes, bits: bits, columns: 6, scales: scales)))
            }
            return EmbeddingTable(
                rows: rows, columns: 6,
                storage: halves ? .float16(values.map(HalfPrecision.half(from:))) : .float32(values))
        }
        func site(_ site: SpikingSite) -> PackedSite {
            let neurons = site.neurons(encoder)
            guard config.spiking.schedule == .counted else {
                let ones = [Float](repeating: 1, count: neurons)
                return PackedSite(firingThreshold: 1, gain: ones, shift: ones.map { $0 - 1 })
            }
            return PackedSite(
                firingThreshold: 0.5, gain: generator.signedUnits(neurons).map { abs($0) + 0.5 },
                shift: generator.signedUnits(neurons))
        }
        var layers: [PackedLayer] = []
        for _ in 0..<encoder.layers {
            var linears: [EncoderLinear: PackedLinear] = [:]
            for linear in EncoderLinear.allCases { linears[linear] = try self.linear(linear, config, &generator) }
            let sites = SpikingSite.layerSites(config.spiking.schedule)
            layers.append(
                PackedLayer(
                    linears: linears, sites: Dictionary(uniqueKeysWithValues: sites.map { ($0, site($0)) }),
                    attentionNorm: norm(), outputNorm: norm()))
        }
        return PackedModel(
            config: config, wordEmbeddings: table(11), positionEmbeddings: table(8), typeEmbeddings: table(2),
            embeddingNorm: norm(), embeddingSite: config.spiking.schedule == .perStep ? site(.embedding) : nil,
            layers: layers, classifierWeight: generator.signedUnits(12), classifierBias: [0.5, -0.5])
    }

    static func linear(
        _ linear: EncoderLinear, _ config: SpikingBERTConfig, _ generator: inout SeededGenerator
    ) throws -> PackedLinear {
        let (rows, columns) = linear.shape(config.encoder)
        let bias = generator.signedUnits(rows)
        let encoding = config.spiking.weightEncoding
        guard encoding != .float32 else {
            return PackedLinear(
                outputFeatures: rows, inputFeatures: columns, weights: .real(generator.signedUnits(rows * columns)),
                weightScale: [1], bias: bias)
        }
        let codes = encoding.randomCodes(rows * columns, &generator)
        let scales = config.scaleShape(linear).reduce(1, *)
        return PackedLinear(
            outputFeatures: rows, inputFeatures: columns,
            weights: .codes(
                try PackedCodes(packing: codes, encoding: encoding, outputFeatures: rows, inputFeatures: columns)),
            weightScale: generator.signedUnits(scales).map { abs($0) + 0.125 }, bias: bias)
    }

    static func write(_ model: PackedModel, in folder: URL, named: String = "packed") throws -> URL {
        let out = folder.appendingPathComponent(named)
        let card = ModelCard(
            name: "a \"toy\"\nstudent", baseModel: "someone/teacher",
            results: [.init(dataset: "SST-2", split: "validation", metric: "accuracy", value: 0.875)])
        try PackedModelFolder.write(
            model,
            attachments: ModelAttachments(
                tokenizerFolder: try Fixtures.tokenizer(in: folder), recipe: Data("{ }".utf8), card: card), to: out)
        return out
    }

    @Test("tables of integers survive the disk; broken fields and scales are named", arguments: [4, 8])
    func integerTables(bits: Int) throws {
        try withTemporaryFolder { folder in
            let model = try Self.model(Fixtures.student(.counted, .ternary, .perTensor), integerBits: bits)
            let out = try Self.write(model, in: folder)
            #expect(try PackedModelFolder.read(from: out) == model)
            let file = out.appendingPathComponent("model.safetensors")
            let header = try SafetensorsFile(at: file)
            let name = "bert.embeddings.word_embeddings.weight"
            #expect(try header.shape(named: name + "_codes") == [11, 6 * bits / 8])
            let bytes = try Data(contentsOf: file)
            let headerBytes = 8 + bytes.prefix(8).enumerated().reduce(0) { $0 + Int($1.element) << (8 * $1.offset) }
            let codes = try #require(header.info(named: name + "_codes")).byteRange.lowerBound
            let scales = try #require(header.info(named: name + "_scale")).byteRange.lowerBound
            let faults: [(Int, UInt8, String)] = [
                (codes, 0, "_codes': row 0 holds a field that is no code"),
                (scales + 3, 0x7C, "_scale': the scale of row 1 is negative or not finite"),
                (scales + 1, 0x80, "_scale': the scale of row 0 is negative or not finite"),
            ]
            for (place, byte, problem) in faults {
                var broken = bytes
                broken[headerBytes + place] = byte
                try broken.write(to: file)
                #expect(Fixtures.message(in: folder) { _ = try PackedModelFolder.read(from: out) }.contains(problem))
            }
        }
    }

    @Test("a packed model survives the disk, whatever its schedule, encoding and precision") func roundTrip() throws {
        try withTemporaryFolder { folder in
            for schedule in SpikeSchedule.allCases {
                for encoding in WeightEncoding.samples {
                    for granularity in ScaleGranularity.plain {
                        let config = Fixtures.student(schedule, encoding, granularity)
                        let model = try Self.model(config, halves: granularity == .perRow)
                        let out = try Self.write(
                            model, in: folder, named: "\(schedule)-\(encoding.name)-\(granularity)")
                        #expect(try PackedModelFolder.read(from: out) == model)
                    }
                }
            }
        }
    }

    @Test("the folder holds what a Hugging Face folder holds, and the same model gives the same bytes") func layout()
        throws
    {
        try withTemporaryFolder { folder in
            let model = try Self.model(Fixtures.student())
            let out = try Self.write(model, in: folder)
            let names = try OutputFolderTests.content(out)
            #expect(names == ["README.md", "config.json", "model.safetensors", "recipe.json", "vocab.txt"])
            #expect(try Data(contentsOf: out.appendingPathComponent("recipe.json")) == Data("{ }".utf8))
            let again = try Self.write(model, in: folder, named: "again")
            for name in names {
                #expect(
                    try Data(contentsOf: out.appendingPathComponent(name))
                        == Data(contentsOf: again.appendingPathComponent(name)))
            }
        }
    }

    @Test("ternary weights take two bits and binary ones one") func bits() throws {
        try withTemporaryFolder { folder in
            for (encoding, bytesPerRow) in [(WeightEncoding.ternary, 3), (.binary, 2)] {
                let model = try Self.model(Fixtures.student(.counted, encoding))
                let out = try Self.write(model, in: folder, named: encoding.name)
                let file = try SafetensorsFile(at: out.appendingPathComponent("model.safetensors"))
                let shape = try file.shape(named: "bert.encoder.layer.0.output.dense.weight_codes")
                #expect(shape == [6, bytesPerRow])
            }
        }
    }

    @Test("the model card is YAML front matter and a table, and no name breaks its line") func card() throws {
        try withTemporaryFolder { folder in
            let out = try Self.write(try Self.model(Fixtures.student()), in: folder)
            let card = try String(contentsOf: out.appendingPathComponent("README.md"), encoding: .utf8)
            #expect(
                card.hasPrefix(
                    """
                    ---
                    language: en
                    license: "apache-2.0"
                    library_name: bitspike
                    pipeline_tag: text-classification
                    tags:
                    - spiking-neural-network
                    - quantized
                    - bert
                    base_model: "someone/teacher"
                    base_model_relation: quantized
                    model-index:
                    - name: "a \\"toy\\" student"
                      results:
                      - task:
                          type: text-classification
                        dataset:
                          type: "SST-2"
                          name: "SST-2"
                          split: "validation"
                        metrics:
                        - type: "accuracy"
                          value: 0.875
                    ---

                    # a "toy" student
                    """))
        }
    }

    /// Rewrites a packed model's tensors with one of them changed.
    static func change(_ folder: URL, _ name: String, floats: [Float]? = nil, bytes: [UInt8]? = nil) throws {
        let url = folder.appendingPathComponent("model.safetensors")
        let file = try SafetensorsFile(at: url)
        var writer = SafetensorsWriter()
        for tensor in file.names {
            let shape = try file.shape(named: tensor)
            if file.info(named: tensor)?.type == .uint8 {
                let old = try file.bytes(named: tensor)
                writer.add(tensor, bytes: tensor == name ? bytes ?? old : old, shape: shape)
            } else {
                let old = try file.floats(named: tensor)
                let new = tensor == name ? floats ?? old : old
                writer.add(tensor, floats: new, shape: shape)
            }
        }
        try writer.write(to: url)
    }

    @Test("codes, scales and thresholds that cannot be are refused in one line") func invalid() throws {
        try withTemporaryFolder { folder in
            let model = try Self.model(Fixtures.student())
            func message(_ name: String, floats: [Float]? = nil, bytes: [UInt8]? = nil) throws -> String {
                let out = try Self.write(model, in: folder, named: "\(UUID())")
                try Self.change(out, name, floats: floats, bytes: bytes)
                return Fixtures.message(in: out) { _ = try PackedModelFolder.read(from: out) }
            }
            let again = "; fetch or write the file again"
            let query = "bert.encoder.layer.0.attention.self.query"
            let invalidField = try message(
                query + ".weight_codes", bytes: [0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0])
            #expect(
                invalidField
                    == "model.safetensors: tensor '\(query).weight_codes': invalid ternary field in row 2, byte 0"
                    + again)
            let padding = try message(query + ".weight_codes", bytes: [0, 0x10] + [UInt8](repeating: 0, count: 10))
            #expect(
                padding == "model.safetensors: tensor '\(query).weight_codes': padding bits of row 0 are not zero"
                    + again)
            let scale = try message(query + ".weight_scale", floats: [0])
            #expect(scale == "model.safetensors: tensor '\(query).weight_scale': value 0 is 0.0, not positive" + again)
            let threshold = try message("spiking.layer.1.key.firing_threshold", floats: [-1])
            #expect(
                threshold
                    == "model.safetensors: tensor 'spiking.layer.1.key.firing_threshold': value 0 is -1.0, not positive"
                    + again)
            let bias = try message("classifier.bias", floats: [0, .infinity])
            #expect(bias == "model.safetensors: tensor 'classifier.bias': value 1 is inf, not finite" + again)
        }
    }

    @Test("a foreign or newer quantization block is refused with its key") func foreignBlock() throws {
        try withTemporaryFolder { folder in
            let out = try Self.write(try Self.model(Fixtures.student()), in: folder)
            let url = out.appendingPathComponent("config.json")
            let original = try String(contentsOf: url, encoding: .utf8)
            func message(_ old: String, _ new: String) throws -> String {
                #expect(original.contains(old))
                try Data(original.replacingOccurrences(of: old, with: new).utf8).write(to: url)
                return Fixtures.message(in: out) { _ = try PackedModelFolder.read(from: out) }
            }
            let method = try message("\"bitspike\"", "\"bitnet\"")
            #expect(
                method
                    == "config.json: quantization_config.quant_method: is bitnet; allowed: bitspike; correct this key")
            let version = try message("\"format_version\" : 2", "\"format_version\" : 3")
            #expect(
                version
                    == "config.json: quantization_config.format_version: is 3; this version reads 1 to 2; correct this key"
            )
            let missing = try message("\"quantization_config\"", "\"other\"")
            #expect(missing == "config.json: quantization_config: is missing; correct this key")
        }
    }

    @Test("a step multiplier that is none of 1, 2 and 4 is refused") func multiplier() throws {
        var config = Fixtures.student()
        config.spiking.neuron.hasSalientChannels = true
        var tensors = Fixtures.tensors(config.checkpointTensors)
        tensors["spiking.layer.0.context.step_multiplier"]?.values[2] = 3
        let error = #expect(throws: FormatError.self) { try StudentCheckpoint(config: config, tensors: tensors) }
        #expect(error?.description.contains("value 2 is 3.0; allowed: 1, 2, 4") == true)
    }

    @Test("mutated packed models are refused or read", arguments: ["config.json", "model.safetensors"])
    func hostile(file: String) throws {
        try withTemporaryFolder { folder in
            let out = try Self.write(try Self.model(Fixtures.student()), in: folder)
            try HostileFileTests.attack(out, file: file, cases: 300) { _ = try PackedModelFolder.read(from: $0) }
        }
    }
}
