import Foundation
import SpikeCore
import SpikeText
import Testing

@Suite("Any text is tokenized, any damaged file is refused or read")
struct TokenizerPropertyTests {
    static func bytes(_ generator: inout SeededGenerator, count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(generator.integer(below: 256)) }
    }

    @Test("random bytes give sequences within the length and the vocabulary")
    func randomBytes() throws {
        let tokenizer = try TokenizerFolder.synthetic()
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<1500 {
            let first = String(
                decoding: Self.bytes(&generator, count: generator.integer(below: 120)), as: UTF8.self)
            let second = String(
                decoding: Self.bytes(&generator, count: generator.integer(below: 120)), as: UTF8.self)
            let maximumLength = 3 + generator.integer(below: 60)
            for sequence in [
                tokenizer.encode(first, maximumLength: maximumLength),
                tokenizer.encode(first, second, maximumLength: maximumLength),
            ] {
                #expect(sequence.count <= maximumLength)
                #expect(sequence.ids.allSatisfy { $0 >= 0 && Int($0) < tokenizer.vocabularySize })
                #expect(sequence.typeIDs.allSatisfy { $0 == 0 || $0 == 1 })
            }
        }
    }

    @Test("truncation to a length is a beginning of the whole")
    func truncationIsPrefix() throws {
        let tokenizer = try TokenizerFolder.synthetic()
        let lines = try Goldens.strings("corpus.json")
        for line in stride(from: 0, to: lines.count, by: 40).map({ lines[$0] }) {
            let whole = tokenizer.pieces(of: line)
            for length in [2, 3, 9, 40] {
                let sequence = tokenizer.encode(line, maximumLength: length)
                #expect(sequence.ids.dropFirst().dropLast() == whole.prefix(length - 2))
            }
        }
    }

    @Test("a tokenizer.json with changed bytes is read, or refused in one line")
    func damagedJSON() throws {
        let original = Array(try Goldens.text("decorated.json").utf8)
        var generator = SeededGenerator(seed: 12)
        for round in 0..<250 {
            var damaged = original
            switch round % 3 {
            case 0: damaged.removeLast(generator.integer(below: damaged.count))
            case 1: damaged[generator.integer(below: 2500)] = UInt8(generator.integer(below: 128))
            default: damaged[generator.integer(below: damaged.count)] = UInt8(generator.integer(below: 256))
            }
            try expectReadOrRefused(["tokenizer.json": Data(damaged)])
        }
    }

    @Test("a vocab.txt with changed bytes is read, or refused in one line")
    func damagedText() throws {
        let original = Array(try Goldens.text("vocab.txt").utf8)
        var generator = SeededGenerator(seed: 13)
        for round in 0..<150 {
            var damaged = original
            if round % 2 == 0 { damaged.removeLast(generator.integer(below: damaged.count)) }
            for _ in 0..<generator.integer(below: 4) where !damaged.isEmpty {
                damaged[generator.integer(below: damaged.count)] = UInt8(generator.integer(below: 256))
            }
            try expectReadOrRefused(["vocab.txt": Data(damaged)])
        }
    }

    private func expectReadOrRefused(_ files: [String: Data]) throws {
        try TokenizerFolder.with(files) { folder in
            do {
                let tokenizer = try WordPieceTokenizer.load(folder: folder)
                let sequence = tokenizer.encode("a film, é [MASK] rock", "<left> 한", maximumLength: 12)
                #expect(sequence.ids.allSatisfy { Int($0) < tokenizer.vocabularySize })
            } catch let error as TextError {
                #expect(!error.description.contains("\n"))
                #expect(error.description.hasPrefix(folder.path))
            }
        }
    }
}
