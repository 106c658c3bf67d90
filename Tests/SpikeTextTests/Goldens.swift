import Foundation
import Testing

/// Recorded results of the reference library (tools/make-goldens/tokenizer.py).
enum Goldens {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Goldens", isDirectory: true)

    static func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    static func strings(_ name: String) throws -> [String] {
        try JSONDecoder().decode([String].self, from: Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// Rows of numbers, one a line.
    static func numbers(_ name: String) throws -> [[Int]] {
        try text(name).split(separator: "\n").map { line in
            try line.split(separator: " ").map { try #require(Int($0)) }
        }
    }

    /// FNV-1a, 64 bits, of UTF-8.
    static func hash(_ text: String) -> String {
        var state: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
