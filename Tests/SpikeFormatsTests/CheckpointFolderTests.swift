import Foundation
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

@Suite("checkpoint folders") struct CheckpointFolderTests {
    /// Writes the given tensors under any names.
    static func write(_ tensors: [String: FloatTensor], to url: URL) throws {
        var writer = SafetensorsWriter()
        for (name, tensor) in tensors { writer.add(name, floats: tensor.values, shape: tensor.shape) }
        try writer.write(to: url)
    }

    static func all() -> [String: FloatTensor] {
        Fixtures.tensors(Fixtures.bert.encoderTensors + Fixtures.bert.classifierTensors)
    }

    static func write(config: String, to folder: URL) throws {
        try Data(config.utf8).write(to: folder.appendingPathComponent("config.json"))
    }

    static let config = #"""
        {"vocab_size": 11, "hidden_size": 6, "num_hidden_layers": 2, "num_attention_heads": 2,
         "intermediate_size": 10, "max_position_embeddings": 8}
        """#

    @Test("what was written reads back under canonical names") func roundTrip() throws {
        try withTemporaryFolder { folder in
            let checkpoint = try CheckpointFolder(at: Fixtures.teacher(in: folder))
            #expect(checkpoint.config == Fixtures.bert)
            #expect(checkpoint.hasClassifier)
            for (name, tensor) in Self.all() {
                #expect(try checkpoint.floats(name, shape: tensor.shape) == tensor.values)
            }
            #expect(!checkpoint.contains("bert.pooler.dense.weight"))
            #expect(FileManager.default.fileExists(atPath: checkpoint.folder.appendingPathComponent("vocab.txt").path))
        }
    }

    @Test("every historical name resolves: no prefix, gamma and beta, buffers and heads ignored") func variants() throws
    {
        try withTemporaryFolder { folder in
            var tensors: [String: FloatTensor] = [:]
            for (name, tensor) in Self.all() {
                let bare = name.hasPrefix("bert.") ? String(name.dropFirst(5)) : name
                let old = bare.replacingOccurrences(of: "LayerNorm.weight", with: "LayerNorm.gamma")
                    .replacingOccurrences(of: "LayerNorm.bias", with: "LayerNorm.beta")
                tensors[old] = tensor
            }
            tensors["embeddings.position_ids"] = FloatTensor(shape: [1, 8], values: [0, 1, 2, 3, 4, 5, 6, 7])
            tensors["cls.predictions.bias"] = FloatTensor(shape: [1], values: [0])
            try Self.write(tensors, to: folder.appendingPathComponent("model.safetensors"))
            try Self.write(config: Self.config, to: folder)
            let checkpoint = try CheckpointFolder(at: folder)
            for (name, tensor) in Self.all() {
                #expect(try checkpoint.floats(name, shape: tensor.shape) == tensor.values, "\(name)")
            }
            #expect(!checkpoint.contains("embeddings.position_ids"))
            #expect(checkpoint.config.labels == ["LABEL_0", "LABEL_1"])
        }
    }

    @Test("shards are put together") func shards() throws {
        try withTemporaryFolder { folder in
            var map: [String: String] = [:]
            var parts: [[String: FloatTensor]] = [[:], [:]]
            for (index, entry) in Self.all().sorted(by: { $0.key < $1.key }).enumerated() {
                parts[index % 2][entry.key] = entry.value
                map[entry.key] = "model-0000\(index % 2 + 1)-of-00002.safetensors"
            }
            for (index, part) in parts.enumerated() {
                try Self.write(part, to: folder.appendingPathComponent("model-0000\(index + 1)-of-00002.safetensors"))
            }
            let index = folder.appendingPathComponent("model.safetensors.index.json")
            func writeIndex() throws {
                try JSONEncoder().encode(["weight_map": map]).write(to: index)
            }
            try writeIndex()
            try Self.write(config: Self.config, to: folder)
            let checkpoint = try CheckpointFolder(at: folder)
            for (name, tensor) in Self.all() {
                #expect(try checkpoint.floats(name, shape: tensor.shape) == tensor.values)
            }

            func message() -> String { Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) } }
            map["extra"] = "model-00001-of-00002.safetensors"
            try writeIndex()
            #expect(
                message()
                    == "model-00001-of-00002.safetensors: tensor 'extra': is not in the shard that the index names"
                    + "; fetch or write the file again")
            map["extra"] = "../elsewhere.safetensors"
            try writeIndex()
            #expect(message().contains("shard '../elsewhere.safetensors' of 'extra' is no file name"))
            map["extra"] = nil
            try writeIndex()
            try FileManager.default.removeItem(at: folder.appendingPathComponent("model-00002-of-00002.safetensors"))
            #expect(
                message()
                    == "model-00002-of-00002.safetensors: not found; model.safetensors.index.json names this shard; fetch it"
            )
            try Data(#"{"weight_map":{"a":"x","a":"y"}}"#.utf8).write(to: index)
            #expect(
                message() == "model.safetensors.index.json: byte 30: tensor 'a' occurs twice in weight_map"
                    + "; correct or fetch the file again")
            try Data(#"{"metadata":{}}"#.utf8).write(to: index)
            #expect(
                message()
                    == "model.safetensors.index.json: weight_map is missing or empty; correct or fetch the file again")
        }
    }

    @Test("a pickle is explained with the command that converts it") func pickle() throws {
        try withTemporaryFolder { folder in
            try Self.write(config: Self.config, to: folder)
            try Data([0x80, 2]).write(to: folder.appendingPathComponent("pytorch_model.bin"))
            let message = Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            #expect(
                message == "pytorch_model.bin: is a Python pickle, which can run code when opened, so it is not read; "
                    + "convert it in its folder: python3 -c \"import torch,safetensors.torch as s; "
                    + "s.save_file({k:v.clone().contiguous() for k,v in torch.load('pytorch_model.bin',"
                    + "map_location='cpu',weights_only=True).items()},'model.safetensors',{'format':'pt'})\"")
        }
    }

    @Test("a config that disagrees with the tensors is refused with both shapes") func disagreement() throws {
        try withTemporaryFolder { folder in
            let teacher = try Fixtures.teacher(in: folder)
            func message(_ old: String, _ new: String) throws -> String {
                let changed = Self.config.replacingOccurrences(of: old, with: new)
                try Self.write(config: changed, to: teacher)
                return Fixtures.message(in: teacher) { _ = try CheckpointFolder(at: teacher) }
            }
            let fix = "; use the config.json that belongs to the file"
            #expect(
                try message("\"vocab_size\": 11", "\"vocab_size\": 12")
                    == "model.safetensors: tensor 'bert.embeddings.word_embeddings.weight' has shape [11, 6], "
                    + "but config.json needs [12, 6]" + fix)
            #expect(
                try message("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3")
                    == "model.safetensors: tensor 'bert.encoder.layer.2.attention.output.LayerNorm.weight' is missing, "
                    + "but config.json needs it" + fix)
            #expect(
                try message("{", #"{"id2label": {"0": "a", "1": "b", "2": "c"}, "#)
                    == "model.safetensors: tensor 'classifier.weight' has shape [2, 6], but config.json needs [3, 6]"
                    + fix)
        }
    }

    @Test("a broken config is refused with its key") func brokenConfig() throws {
        try withTemporaryFolder { folder in
            func message(_ config: String) throws -> String {
                try Self.write(config: config, to: folder)
                return Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            }
            func changed(_ old: String, _ new: String) throws -> String {
                try message(Self.config.replacingOccurrences(of: old, with: new))
            }
            #expect(try message("{") == "config.json: is not valid JSON; correct or fetch the file again")
            #expect(try message("{}") == "config.json: vocab_size: is missing; correct this key")
            #expect(
                try changed("\"vocab_size\": 11", "\"vocab_size\": \"11\"")
                    == "config.json: vocab_size: is no integer; correct this key")
            #expect(
                try changed("\"hidden_size\": 6", "\"hidden_size\": 7")
                    == "config.json: config: num_attention_heads 2 does not divide hidden_size 7; correct this key")
            #expect(
                try changed("{", #"{"hidden_act": "gelu_new", "#)
                    == "config.json: hidden_act: is gelu_new; allowed: gelu; correct this key")
            #expect(
                try changed("{", #"{"position_embedding_type": "relative_key", "#)
                    == "config.json: position_embedding_type: only absolute position embeddings are supported, "
                    + "not 'relative_key'; correct this key")
            #expect(
                try changed("{", #"{"id2label": {"1": "a"}, "#)
                    == "config.json: id2label: ids must run from 0 to 0; 0 is missing; correct this key")
            try FileManager.default.removeItem(at: folder.appendingPathComponent("config.json"))
            let missingConfig = Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            #expect(
                missingConfig
                    == "config.json: not found; check the path")
            try Self.write(config: Self.config, to: folder)
            let missingWeights = Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            #expect(
                missingWeights
                    == "model.safetensors: not found; give a folder with config.json and model.safetensors")
        }
    }

    @Test("two tensors that mean one weight are refused") func twice() throws {
        try withTemporaryFolder { folder in
            var tensors = Self.all()
            tensors["embeddings.LayerNorm.gamma"] = FloatTensor(shape: [1], values: [1])
            try Self.write(tensors, to: folder.appendingPathComponent("model.safetensors"))
            try Self.write(config: Self.config, to: folder)
            let message = Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            #expect(message.contains("is the same weight as"))
        }
    }

    @Test("pooling comes from the config, the sentence-transformers module, or the pooler") func pooling() throws {
        try withTemporaryFolder { folder in
            var config = Fixtures.bert
            config.pooling = nil
            let silent = try Fixtures.teacher(in: folder, config: config, named: "silent")
            #expect(try CheckpointFolder(at: silent).config.pooling == nil)
            let module = silent.appendingPathComponent("1_Pooling")
            try FileManager.default.createDirectory(at: module, withIntermediateDirectories: false)
            try Self.write(config: #"{"pooling_mode_mean_tokens": true}"#, to: module)
            #expect(try CheckpointFolder(at: silent).config.pooling == .mean)

            var pooled = Self.all()
            pooled.merge(Fixtures.tensors(config.poolerTensors)) { first, _ in first }
            let bert = folder.appendingPathComponent("pooled")
            try FileManager.default.createDirectory(at: bert, withIntermediateDirectories: false)
            try Self.write(pooled, to: bert.appendingPathComponent("model.safetensors"))
            try Self.write(config: Self.config, to: bert)
            #expect(try CheckpointFolder(at: bert).config.pooling == .pooler)
            // A classifier that was saved into a folder of sentence-transformers still stands on its pooler.
            try FileManager.default.copyItem(at: module, to: bert.appendingPathComponent("1_Pooling"))
            #expect(try CheckpointFolder(at: bert).config.pooling == .pooler)
        }
    }

    @Test(
        "kin of BERT and students are no teachers, whatever their tensors are called",
        arguments: ["roberta", "spiking_bert"])
    func kin(type: String) throws {
        try withTemporaryFolder { folder in
            try Self.write(Self.all(), to: folder.appendingPathComponent("model.safetensors"))
            try Self.write(
                config: Self.config.replacingOccurrences(of: "{", with: #"{"model_type": "\#(type)", "#), to: folder)
            let message = Fixtures.message(in: folder) { _ = try CheckpointFolder(at: folder) }
            #expect(message.hasPrefix("config.json: model_type: is \(type), so this is no bert"), "\(message)")
        }
    }

    @Test("a classifier with one row is a regression") func regression() throws {
        try withTemporaryFolder { folder in
            var tensors = Fixtures.tensors(Fixtures.bert.encoderTensors)
            tensors["classifier.weight"] = FloatTensor(shape: [1, 6], values: [0, 1, 2, 3, 4, 5])
            tensors["classifier.bias"] = FloatTensor(shape: [1], values: [0])
            try Self.write(tensors, to: folder.appendingPathComponent("model.safetensors"))
            try Self.write(config: Self.config, to: folder)
            let config = try CheckpointFolder(at: folder).config
            #expect(config.isRegression && config.outputs == 1 && config.labels.isEmpty)
        }
    }

    @Test("a weight that is not finite is refused with its place") func notFinite() throws {
        try withTemporaryFolder { folder in
            var tensors = Self.all()
            tensors["classifier.bias"]?.values[1] = .nan
            try Self.write(tensors, to: folder.appendingPathComponent("model.safetensors"))
            try Self.write(config: Self.config, to: folder)
            let checkpoint = try CheckpointFolder(at: folder)
            let message = Fixtures.message(in: folder) { _ = try checkpoint.floats("classifier.bias", shape: [2]) }
            #expect(
                message
                    == "model.safetensors: tensor 'classifier.bias': value 1 is nan, not finite"
                    + "; fetch or write the file again")
        }
    }

    @Test("a teacher that lacks a tensor or a tokenizer is not written") func incomplete() throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("out")
            var tensors = Self.all()
            tensors["classifier.bias"] = nil
            let tokenizer = try Fixtures.tokenizer(in: folder)
            #expect(throws: FormatError.missingTensor(path: out.path, tensor: "classifier.bias")) {
                try CheckpointFolder.write(Fixtures.bert, tensors: tensors, tokenizerFolder: tokenizer, to: out)
            }
            #expect(throws: FormatError.self) {
                try CheckpointFolder.write(Fixtures.bert, tensors: Self.all(), tokenizerFolder: folder, to: out)
            }
            #expect(try OutputFolderTests.content(folder) == ["tokenizer"])
        }
    }
}
