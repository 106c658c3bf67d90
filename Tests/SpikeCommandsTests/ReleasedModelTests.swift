import Foundation
import SpikeCore
import SpikeTestSupport
import Testing

/// The model that comes with the source: whole, small, and of use at once.
@Suite("The released model") struct ReleasedModelTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Models/sentiment-ternary")

    /// Names and hashes of `SHA256SUMS`.
    static func sums() throws -> [String: String] {
        let text = try String(contentsOf: folder.appendingPathComponent("SHA256SUMS"), encoding: .utf8)
        return Dictionary(
            uniqueKeysWithValues: text.split(separator: "\n").compactMap { line in
                let parts = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
                return parts.count == 2 ? (parts[1], parts[0]) : nil
            })
    }

    @Test("every file is the one that was released, and all of them take at most 10 MB")
    func hashes() throws {
        let sums = try Self.sums()
        let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(names) == Set(sums.keys).union(["SHA256SUMS"]))
        var bytes = 0
        for (name, expected) in sums {
            let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
            #expect(SHA256.hexDigest(Array(data)) == expected, "\(name)")
            bytes += data.count
        }
        #expect(bytes <= 10_000_000)
    }

    @Test(
        "classify knows praise from blame",
        .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable))
    func classifies() throws {
        let texts = [
            "a joy to watch", "one of the best films of the year", "two hours I want back",
            "dull, overlong and badly acted",
        ]
        let result = try BitspikeProcess.run(
            ["classify", "--model", Self.folder.path] + texts, in: FileManager.default.temporaryDirectory)
        #expect(result.status == 0, "\(result.errors)")
        let labels = result.output.split(separator: "\n").map { $0.split(separator: "\t")[0] }
        #expect(labels == ["positive", "positive", "negative", "negative"])
    }
}
