import Foundation
import SpikeCore
import SpikeFormats
import SpikeModel

/// The benchmarks' student as a folder, to time and weigh what loading does.
enum ModelOnDisk {
    /// Writes it with 4-bit embeddings, as `bitspike pack --embeddings int4` would.
    static func write(to folder: URL) throws {
        let model = try RandomStudent.packed(
            schedule: .counted, timeSteps: 2, encoding: .ternary, embeddings: .int4)
        let tokenizer = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: tokenizer, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: tokenizer) }
        let words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].joined(separator: "\n")
        try Data(words.utf8).write(to: tokenizer.appendingPathComponent("vocab.txt"))
        try PackedModelFolder.write(
            model, attachments: ModelAttachments(tokenizerFolder: tokenizer), to: folder, replacing: true)
    }

    /// Most memory that this process ever had, in bytes; nil where the system does not say.
    static var peakBytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }.map { $0 * 1024 }
    }
}
