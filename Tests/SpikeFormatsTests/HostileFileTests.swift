import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import Testing

/// Mutated files are refused with a `FormatError` or read; nothing else may happen.
@Suite("hostile files") struct HostileFileTests {
    /// One random change: flipped bits, a cut, a repeated stretch, another number, a lying length.
    static func mutate(_ original: Data, _ generator: inout SeededGenerator) -> Data {
        var bytes = [UInt8](original)
        guard !bytes.isEmpty else { return original }
        switch generator.integer(below: 6) {
        case 0:
            for _ in 0...generator.integer(below: 4) {
                bytes[generator.integer(below: bytes.count)] ^= 1 << UInt8(generator.integer(below: 8))
            }
        case 1: bytes.removeLast(generator.integer(below: bytes.count + 1))
        case 2:
            let start = generator.integer(below: bytes.count)
            let end = start + generator.integer(below: min(bytes.count - start, 64))
            bytes.insert(contentsOf: bytes[start..<end], at: generator.integer(below: bytes.count))
        case 3: replaceNumber(in: &bytes, &generator)
        case 4:
            for index in 0..<min(8, bytes.count) where generator.integer(below: 3) == 0 {
                bytes[index] = UInt8(generator.integer(below: 256))
            }
        default:
            let start = generator.integer(below: bytes.count)
            bytes.removeSubrange(start..<(start + generator.integer(below: min(bytes.count - start, 16) + 1)))
        }
        return Data(bytes)
    }

    /// Puts an awkward number in the place of one in the text, keeping the length so that headers stay aligned.
    static func replaceNumber(in bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        let digits = bytes.indices.filter { isDigit(bytes[$0]) }
        guard !digits.isEmpty else { return }
        let index = digits[generator.integer(below: digits.count)]
        let awkward = [
            "9", "0", "-1", "9223372036854775807", "18446744073709551616", "1e9", "0.5", "4294967296", "null",
        ]
        let replacement = Array(awkward[generator.integer(below: awkward.count)].utf8)
        bytes.replaceSubrange(index..<min(index + replacement.count, bytes.count), with: replacement)
    }

    /// Expects a `FormatError`, told in one line, or success.
    static func expectHonest(_ body: () throws -> Void) {
        do {
            try body()
        } catch let error as FormatError {
            #expect(!error.description.contains("\n"))
            #expect(error.description.contains("; "))
        } catch {
            Issue.record("not a FormatError: \(error)")
        }
    }

    @Test("mutated safetensors files are refused or read") func safetensors() throws {
        try withTemporaryFolder { folder in
            let url = folder.appendingPathComponent("m.safetensors")
            let originals = try ["mixed.safetensors", "written.safetensors"].map { try Goldens().data($0) }
            forAll(cases: 1500) { generator in
                var data = originals[generator.integer(below: originals.count)]
                for _ in 0...generator.integer(below: 3) { data = Self.mutate(data, &generator) }
                try data.write(to: url)
                Self.expectHonest {
                    let file = try SafetensorsFile(at: url)
                    for name in file.names {
                        let count = try file.bytes(named: name).count
                        let info = try #require(file.info(named: name))
                        #expect(count == info.shape.reduce(1, *) * info.type.byteCount)
                        if info.type.isFloatingPoint { _ = try file.floats(named: name) }
                    }
                }
            }
        }
    }

    /// Mutates one file of a folder many times and reads the folder each time.
    static func attack(
        _ folder: URL, file name: String, cases: Int, _ read: (URL) throws -> Void
    ) throws {
        let url = folder.appendingPathComponent(name)
        let original = try Data(contentsOf: url)
        forAll(cases: cases) { generator in
            var data = original
            for _ in 0...generator.integer(below: 2) { data = Self.mutate(data, &generator) }
            try data.write(to: url)
            Self.expectHonest { try read(folder) }
        }
        try original.write(to: url)
        try read(folder)
    }

    @Test("mutated teachers are refused or read", arguments: ["config.json", "model.safetensors"])
    func teacher(file: String) throws {
        try withTemporaryFolder { folder in
            try Self.attack(Fixtures.teacher(in: folder), file: file, cases: 300) { folder in
                let checkpoint = try CheckpointFolder(at: folder)
                for tensor in checkpoint.config.encoderTensors {
                    _ = try checkpoint.floats(tensor.name, shape: tensor.shape)
                }
            }
        }
    }

    @Test("mutated shard indices are refused or read") func index() throws {
        try withTemporaryFolder { folder in
            let teacher = try Fixtures.teacher(in: folder)
            let shard = "model-00001-of-00001.safetensors"
            let names = try SafetensorsFile(at: teacher.appendingPathComponent("model.safetensors")).names
            try FileManager.default.moveItem(
                at: teacher.appendingPathComponent("model.safetensors"), to: teacher.appendingPathComponent(shard))
            let index = ["weight_map": Dictionary(uniqueKeysWithValues: names.map { ($0, shard) })]
            try JSONEncoder().encode(index).write(to: teacher.appendingPathComponent("model.safetensors.index.json"))
            try Self.attack(teacher, file: "model.safetensors.index.json", cases: 200) { folder in
                _ = try CheckpointFolder(at: folder)
            }
        }
    }

    @Test("mutated student checkpoints are refused or read", arguments: ["config.json", "model.safetensors"])
    func student(file: String) throws {
        try withTemporaryFolder { folder in
            let out = folder.appendingPathComponent("student")
            try StudentCheckpointTests.checkpoint(Fixtures.student())
                .write(to: out, tokenizerFolder: Fixtures.tokenizer(in: folder))
            try Self.attack(out, file: file, cases: 200) { _ = try StudentCheckpoint.read(from: $0) }
        }
    }
}
