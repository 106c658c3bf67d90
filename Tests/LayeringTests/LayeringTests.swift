import Foundation
import Testing

/// The table of ARCHITECTURE.md, held against every source file.
@Suite("layering") struct LayeringTests {
    /// What each target may import of the package and of libraries. The system's modules are in `systemModules`.
    static let allowed: [String: Set<String>] = [
        "SpikeCore": [],
        "SpikeModel": ["SpikeCore"],
        "SpikeReference": ["SpikeCore", "SpikeModel"],
        "SpikeText": ["SpikeCore"],
        "SpikeFormats": ["SpikeCore", "SpikeModel"],
        "SpikeKernels": ["SpikeCore", "CSpikeKernels"],
        "SpikeQuantization": ["SpikeCore", "SpikeModel", "SpikeFormats"],
        "SpikeRuntime": ["SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats", "SpikeKernels"],
        "SpikeEngine": ["SpikeCore", "CTorchShim"],
        "SpikeTraining": [
            "SpikeEngine", "SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats", "SpikeQuantization",
        ],
        "SpikeDistillation": [
            "SpikeTraining", "SpikeEngine", "SpikeCore", "SpikeModel", "SpikeText", "SpikeFormats",
        ],
        "SpikeEvaluation": ["SpikeCore", "SpikeModel", "SpikeText"],
        "SpikeReport": ["SpikeCore", "SpikeModel", "SpikeFormats", "SpikeEvaluation"],
        "SpikeLedger": ["SpikeCore", "GRDB"],
        "SpikeDashboard": ["Hummingbird", "Logging", "NIOCore"],
        "SpikeCommands": [
            "SpikeCore", "SpikeModel", "SpikeReference", "SpikeText", "SpikeFormats", "SpikeKernels",
            "SpikeQuantization", "SpikeRuntime", "SpikeEvaluation", "SpikeEngine", "SpikeTraining",
            "SpikeDistillation", "SpikeLedger", "SpikeReport",
            "SpikeDashboard", "ArgumentParser",
        ],
        "bitspike": ["SpikeCommands"],
    ]
    static let systemModules: Set<String> = [
        "Foundation", "FoundationEssentials", "Glibc", "Musl", "Darwin", "Dispatch", "Synchronization",
    ]
    static let maximumUncheckedSendables = 3
    static let maximumLines = 500
    static let maximumTestLines = 600

    static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Swift files below a folder of the package as (path from the package, target, lines).
    static func files(below folder: String) throws -> [(path: String, target: String, lines: [String])] {
        let root = package.appendingPathComponent(folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".swift") }
        return try paths.sorted().map { path in
            let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
            let target = path.split(separator: "/").first.map(String.init) ?? ""
            return (folder + "/" + path, target, text.components(separatedBy: "\n"))
        }
    }

    /// The module that an import line names: `public import struct A.B` → A; nil for other lines.
    static func importedModule(_ line: String) -> String? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let at = words.firstIndex(of: "import"), at + 1 < words.count else { return nil }
        let modifiers: Set<String> = ["public", "package", "internal", "fileprivate", "private"]
        guard words[..<at].allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }) else { return nil }
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let name = kinds.contains(words[at + 1]) && at + 2 < words.count ? words[at + 2] : words[at + 1]
        return name.split(whereSeparator: { ".;/".contains($0) }).first.map(String.init)
    }

    @Test("every import goes down the table") func imports() throws {
        for file in try Self.files(below: "Sources") {
            let allowed = try #require(Self.allowed[file.target], "\(file.path): the table has no \(file.target)")
            for module in file.lines.compactMap(Self.importedModule) {
                #expect(
                    allowed.contains(module) || Self.systemModules.contains(module),
                    "\(file.path): \(file.target) may not import \(module)")
            }
        }
    }

    @Test(
        "import lines of every form are recognised",
        arguments: [
            ("import SpikeCore", "SpikeCore"), ("  import SpikeCore", "SpikeCore"),
            ("@testable import SpikeCore", "SpikeCore"), ("public import struct SpikeCore.SpikeTrain", "SpikeCore"),
            ("@preconcurrency internal import Foundation", "Foundation"), ("import func Glibc.exit", "Glibc"),
        ])
    func recognised(line: String, module: String) {
        #expect(Self.importedModule(line) == module)
    }

    @Test(
        "prose about imports is no import",
        arguments: ["// import SpikeCore", "/// may import Core", "let important = 1"])
    func prose(line: String) {
        #expect(Self.importedModule(line) == nil)
    }

    @Test("no source file is over 500 lines and no test file over 600") func lengths() throws {
        for file in try Self.files(below: "Sources") {
            #expect(file.lines.count - 1 <= Self.maximumLines, "\(file.path): \(file.lines.count - 1) lines")
        }
        for file in try Self.files(below: "Tests") {
            #expect(file.lines.count - 1 <= Self.maximumTestLines, "\(file.path): \(file.lines.count - 1) lines")
        }
    }

    @Test("sources never give up with fatalError or try!") func noTraps() throws {
        for file in try Self.files(below: "Sources") {
            for (index, line) in file.lines.enumerated()
            where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                let isTrap = line.contains("fatalError(") || line.contains("try!")
                #expect(!isTrap, "\(file.path):\(index + 1): \(line)")
            }
        }
    }

    @Test("at most three types are unchecked Sendable") func uncheckedSendables() throws {
        let places = try Self.files(below: "Sources").flatMap { file in
            file.lines.enumerated().compactMap { index, line in
                let isPromise =
                    line.contains("@unchecked Sendable") && !line.trimmingCharacters(in: .whitespaces).hasPrefix("//")
                return isPromise ? "\(file.path):\(index + 1)" : nil
            }
        }
        #expect(places.count <= Self.maximumUncheckedSendables, "\(places)")
    }
}
