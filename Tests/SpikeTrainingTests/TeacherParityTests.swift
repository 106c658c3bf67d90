#if Training
    import Foundation
    import SpikeCore
    import SpikeEngine
    import SpikeFormats
    import SpikeModel
    import SpikeTestSupport
    import SpikeText
    import SpikeTraining
    import Testing

    /// Hidden states and attention scores against transformers (tools/make-goldens/teacher.py).
    @Suite("The teacher equals transformers' BERT", .oneAtATime)
    struct TeacherParityTests {
        /// Single precision through up to six layers; products are summed in another order.
        static let tolerance: Float = 2e-5

        struct Sequence: Decodable {
            let texts: [String]?
            let ids: [Int32]
            let types: [Int32]
        }

        /// The real teacher, which `bitspike data get teacher` installs.
        static let realFolder: URL = {
            let named = ProcessInfo.processInfo.environment["BITSPIKE_TEACHER"]
            let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            return named.map(URL.init(fileURLWithPath:))
                ?? package.appendingPathComponent(".deps/models/all-MiniLM-L6-v2")
        }()
        static let hasRealTeacher = FileManager.default.fileExists(
            atPath: realFolder.appendingPathComponent("model.safetensors").path)
        static let needsTeacher: Comment =
            "all-MiniLM-L6-v2 is missing; run 'bitspike data get teacher' or set BITSPIKE_TEACHER to its folder"

        /// Real tokens of sequence `index`: hidden states `[L, D]` and scores `[H, L, L]` by golden name.
        static func outputs(_ output: EncoderOutput, index: Int, length: Int) -> [String: Tensor] {
            var tensors: [String: Tensor] = [:]
            for (layer, state) in output.hiddenStates.enumerated() {
                tensors["\(index).hidden.\(layer)"] = state.selected(index, along: 0).narrowed(0..<length, along: 0)
            }
            for (layer, scores) in output.attentionScores.enumerated() {
                tensors["\(index).scores.\(layer)"] = scores.selected(index, along: 0).narrowed(0..<length, along: 1)
                    .narrowed(0..<length, along: 2)
            }
            return tensors
        }

        static func worst(_ left: some Swift.Sequence<Float>, _ right: some Swift.Sequence<Float>) -> Float {
            zip(left, right).reduce(0) { max($0, abs($1.0 - $1.1)) }
        }

        @Test("every value of a tiny BERT, four sequences padded together")
        func tiny() throws {
            let goldens = Goldens()
            let teacher = try TeacherModel.load(CheckpointFolder(at: goldens.url("tiny-bert")), device: .cpu)
            let expected = try SafetensorsFile(at: goldens.url("tiny-bert-outputs.safetensors"))
            let sequences = try goldens.json("tiny-bert-sequences.json", as: [Sequence].self)
            let batch = PaddedBatch(sequences.map { TokenSequence(ids: $0.ids, typeIDs: $0.types) }, device: .cpu)
            let output = try Engine.withoutGradients { try teacher.forward(batch, wantsScores: true) }
            #expect(output.logits == nil)
            var compared = 0
            for (index, sequence) in sequences.enumerated() {
                for (name, tensor) in Self.outputs(output, index: index, length: sequence.ids.count) {
                    let values = try expected.floats(named: name)
                    #expect(try tensor.shape == expected.shape(named: name))
                    #expect(try Self.worst(tensor.floats(), values) <= Self.tolerance, "\(name)")
                    compared += 1
                }
            }
            #expect(compared == 4 * (3 + 2))
        }

        @Test("eight sentences through all-MiniLM-L6-v2", .enabled(if: hasRealTeacher, needsTeacher))
        func real() throws {
            let goldens = Goldens()
            let tokenizer = try WordPieceTokenizer.load(folder: Self.realFolder)
            let teacher = try TeacherModel.load(CheckpointFolder(at: Self.realFolder), device: .cpu)
            let expected = try SafetensorsFile(at: goldens.url("all-MiniLM-L6-v2-outputs.safetensors"))
            let sequences = try goldens.json("all-MiniLM-L6-v2-sequences.json", as: [Sequence].self)
            let tokens = try sequences.map { sequence in
                let texts = try #require(sequence.texts)
                let tokens = tokenizer.encode(texts[0], texts.count > 1 ? texts[1] : nil, maximumLength: 512)
                #expect(tokens == TokenSequence(ids: sequence.ids, typeIDs: sequence.types))
                return tokens
            }
            let output = try Engine.withoutGradients {
                try teacher.forward(PaddedBatch(tokens, device: .cpu), wantsScores: true)
            }
            for (index, sequence) in tokens.enumerated() {
                for (name, tensor) in Self.outputs(output, index: index, length: sequence.count) {
                    let values = try tensor.floats()
                    let sample = (0..<200).map { values[($0 * 9973 + 17) % values.count] }
                    #expect(
                        try Self.worst(sample, expected.floats(named: name + ".sample")) <= Self.tolerance, "\(name)")
                    let summary = try expected.floats(named: name + ".summary")
                    let sum = values.reduce(0.0) { $0 + Double($1) }
                    #expect(
                        abs(sum - Double(summary[0])) <= Double(Self.tolerance) / 10 * Double(values.count), "\(name)")
                    #expect(abs((values.map(abs).max() ?? 0) - summary[1]) <= Self.tolerance, "\(name)")
                }
            }
        }

        @Test("a teacher layer's scores can be computed from its input alone")
        func scores() throws {
            let teacher = try TeacherModel.load(CheckpointFolder(at: Goldens().url("tiny-bert")), device: .cpu)
            let batch = PaddedBatch([TokenSequence(ids: [3, 1, 7], typeIDs: [0, 0, 1])], device: .cpu)
            let output = try teacher.forward(batch, wantsScores: true)
            for layer in 0..<2 {
                let alone = teacher.attentionScores(
                    layer: layer, input: output.hiddenStates[layer], computeType: .float32)
                #expect(try alone.floats() == output.attentionScores[layer].floats())
            }
        }

        @Test(
            "sentences are as similar as the model's authors say", .enabled(if: hasRealTeacher, needsTeacher),
            arguments: [
                ("That is a happy dog", 0.6946), ("That is a very happy person", 0.9429),
                ("Today is a sunny day", 0.2569),
            ])
        func similarity(sentence: String, expected: Double) throws {
            let tokenizer = try WordPieceTokenizer.load(folder: Self.realFolder)
            let teacher = TeacherClassifier(try TeacherModel.load(CheckpointFolder(at: Self.realFolder), device: .cpu))
            let batch = ["That is a happy person", sentence].map { tokenizer.encode($0, maximumLength: 128) }
            let vectors = try teacher.embed(batch, pooling: .mean)
            let cosine = zip(vectors[0], vectors[1]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(cosine - expected) < 0.5e-4)
        }
    }
#endif
