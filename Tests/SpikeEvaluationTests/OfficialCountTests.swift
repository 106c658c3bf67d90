import Foundation
import SpikeEvaluation
import SpikeTestSupport
import SpikeText
import Testing

/// GLUE's files, which licences keep out of the repository: the folder that BITSPIKE_GLUE names.
private let folderOfTasks = URL(fileURLWithPath: ProcessInfo.processInfo.environment["BITSPIKE_GLUE"] ?? "/nonexistent")
private let isHere = FileManager.default.fileExists(atPath: folderOfTasks.path)
private let isMissing: Comment = "BITSPIKE_GLUE names no folder with GLUE's files"

@Suite("Official files have their official numbers of rows")
struct OfficialCountTests {
    struct Case: CustomTestStringConvertible {
        let file: String
        let task: TextTask
        let split: Split
        let rows: Int
        var testDescription: String { "\(file) as \(split): \(rows)" }
    }

    static let cases: [Case] = [
        Case(file: "SST-2/train.tsv", task: .sst2, split: .train, rows: 67349),
        Case(file: "SST-2/dev.tsv", task: .sst2, split: .dev, rows: 872),
        Case(file: "SST-2/test.tsv", task: .sst2, split: .test, rows: 1821),
        Case(file: "CoLA/train.tsv", task: .cola, split: .train, rows: 8551),
        Case(file: "CoLA/dev.tsv", task: .cola, split: .dev, rows: 1043),
        Case(file: "CoLA/test.tsv", task: .cola, split: .test, rows: 1063),
        Case(file: "MRPC/train.tsv", task: .mrpc, split: .train, rows: 3668),
        Case(file: "MRPC/dev.tsv", task: .mrpc, split: .dev, rows: 408),
        Case(file: "MRPC/test.tsv", task: .mrpc, split: .test, rows: 1725),
        Case(file: "RTE/train.tsv", task: .rte, split: .train, rows: 2490),
        Case(file: "RTE/dev.tsv", task: .rte, split: .dev, rows: 277),
        Case(file: "RTE/test.tsv", task: .rte, split: .test, rows: 3000),
        Case(file: "WNLI/train.tsv", task: .wnli, split: .train, rows: 635),
        Case(file: "WNLI/dev.tsv", task: .wnli, split: .dev, rows: 71),
        Case(file: "WNLI/test.tsv", task: .wnli, split: .test, rows: 146),
        Case(file: "STS-B/sts-train.csv", task: .stsb, split: .train, rows: 5749),
        Case(file: "STS-B/sts-dev.csv", task: .stsb, split: .dev, rows: 1500),
        Case(file: "QNLI/dev.tsv", task: .qnli, split: .dev, rows: 5463),
        Case(file: "QNLI/test.tsv", task: .qnli, split: .test, rows: 5463),
        Case(file: "MNLI/dev_matched.jsonl", task: .mnli, split: .dev, rows: 9815),
    ]

    @Test(
        "every file is read whole", .enabled(if: isHere, isMissing),
        arguments: cases)
    func rows(_ official: Case) throws {
        try withTemporaryFolder { folder in
            try Self.copy(official.file, to: folder)
            let data = try DataFolder(folder).read(official.split, task: official.task)
            #expect(data.examples.count == official.rows)
            #expect(data.skippedRows == 0)
            #expect(data.isLabelled == (official.split != .test))
        }
    }

    @Test(
        "the own split of QNLI's dev file holds out whole questions",
        .enabled(if: isHere, isMissing))
    func hashedQNLI() throws {
        try withTemporaryFolder { folder in
            try Self.copy("QNLI/dev.tsv", to: folder)
            let train = try DataFolder(folder).read(.hashedTrain, task: .qnli).examples
            let dev = try DataFolder(folder).read(.hashedDev, task: .qnli).examples
            #expect(train.count + dev.count == 5463)
            #expect(Set(train.map(\.text)).isDisjoint(with: dev.map(\.text)))
        }
    }

    @Test(
        "the own split of the Quora pairs holds out the rows that Python's hashlib picks",
        .enabled(if: isHere, isMissing))
    func hashedQQP() throws {
        try withTemporaryFolder { folder in
            try Self.copy("QQP/quora_duplicate_questions.tsv", to: folder)
            let dev = try DataFolder(folder).read(.hashedDev, task: .qqp)
            let all = try DataFolder(folder).read(.file("quora_duplicate_questions"), task: .qqp)
            #expect(all.examples.count == 404_000)
            #expect(all.skippedRows == 0)
            // python3: rows with int(hashlib.md5(id).hexdigest(), 16) % 10 == 0.
            #expect(dev.examples.count == 40_711)
        }
    }

    /// Files over 48 KiB are stored compressed.
    private static func copy(_ file: String, to folder: URL) throws {
        let source = folderOfTasks.appendingPathComponent(file)
        let target = folder.appendingPathComponent(source.lastPathComponent)
        guard !FileManager.default.fileExists(atPath: source.path) else {
            return try FileManager.default.copyItem(at: source, to: target)
        }
        try Data().write(to: target)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xz", "-dc", source.path + ".xz"]
        process.standardOutput = try FileHandle(forWritingTo: target)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "xz cannot unpack \(file); install xz-utils")
    }
}
