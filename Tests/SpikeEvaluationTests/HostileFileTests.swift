import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("Bad data gives one line that names file, line and fix")
struct HostileFileTests {
    struct Case: CustomTestStringConvertible {
        let file: String
        let content: [UInt8]
        let task: TextTask
        let message: String
        var split = Split.dev

        init(_ file: String, _ content: String, _ task: TextTask, _ message: String, split: Split = .dev) {
            self.init(file, bytes: Array(content.utf8), task, message, split: split)
        }

        init(_ file: String, bytes: [UInt8], _ task: TextTask, _ message: String, split: Split = .dev) {
            self.file = file
            content = bytes
            self.task = task
            self.message = message
            self.split = split
        }

        var testDescription: String { message }
    }

    static let cases = [
        Case(
            "dev.tsv", "sentence\tlabel\nfine\t1\nshort\n", .sst2,
            "dev.tsv:3: 1 field, expected 2; a separator is missing or too many"),
        Case(
            "dev.tsv", "sentence\tlabel\na\tb\t1\n", .sst2,
            "dev.tsv:2: 3 fields, expected 2; a separator is missing or too many"),
        Case("dev.tsv", "sentence\tlabel\na\t2\n", .sst2, "dev.tsv:2: unknown label '2'; use one of 0, 1"),
        Case(
            "dev.tsv", "sentence\tlabel\na\t\n", .sst2,
            "dev.tsv:2: no label; fill the label column or read the file as an unlabelled test split"),
        Case(
            "dev.tsv", bytes: Array("sentence\tlabel\na\t1\n".utf8) + [0xFF, 0xC0, 0x09, 0x31], .sst2,
            "dev.tsv:3: not valid UTF-8; convert the file to UTF-8"),
        Case("dev.tsv", "", .sst2, "dev.tsv: no data rows; download or write the file again"),
        Case("dev.tsv", "sentence\tlabel\n", .sst2, "dev.tsv: no data rows; download or write the file again"),
        Case(
            "dev.tsv", "index\ttitle\n1\ta\n", .sst2,
            "dev.tsv:1: needs the columns sentence, label but has index, title; rename the columns or name yours"),
        Case(
            "test.tsv", "question\n1\n", .rte,
            "test.tsv:1: needs the columns sentence1, sentence2 but has question; rename the columns or name yours",
            split: .test),
        Case(
            "sts-dev.csv", "a\tb\tc\td\tnan\te\tf\n", .stsb,
            "sts-dev.csv:1: 'nan' is no finite number; write the score as a decimal number"),
        Case(
            "sts-dev.csv", "a\tb\tc\td\t1\te\n", .stsb,
            "sts-dev.csv:1: 6 fields, expected at least 7; a separator is missing or too many"),
        Case(
            "dev.jsonl", "{\"sentence\": \"a\", \"label\": 0}\n[1, 2]\n", .sst2,
            "dev.jsonl:2: not a JSON object; write one JSON object per line"),
        Case(
            "dev.jsonl", "{\"sentence\": \"a\"}\n", .sst2,
            "dev.jsonl:1: needs the columns sentence, label but has sentence; rename the columns or name yours"),
        Case(
            "dev.jsonl", "{\"sentence\": {}, \"label\": 0}\n", .sst2,
            "dev.jsonl:1: the value of 'sentence' is no text; write one JSON object per line"),
        Case(
            "dev.jsonl", "{\"sentence\": \"a\", \"label\": 7}\n", .sst2,
            "dev.jsonl:1: unknown label '7'; use one of 0, 1"),
        Case(
            "dev.csv", "sentence,label\n\"a,1\n", .sst2,
            "dev.csv:2: a quoted field is not closed properly; double the quotes inside it"),
        Case(
            "dev.csv", "sentence,label\n\"a\nb\",1\n\"c\"d,1\n", .sst2,
            "dev.csv:4: a quoted field is not closed properly; double the quotes inside it"),
        Case(
            "dev.tsv", "sentence\tlabel\na\t\u{1B}[31m\(String(repeating: "x", count: 80))\n", .sst2,
            "dev.tsv:2: unknown label '\\u{1B}[31m\(String(repeating: "x", count: 55))…'; use one of 0, 1"),
    ]

    @Test("the message is exactly as stated", arguments: cases)
    func message(_ hostile: Case) throws {
        try withTemporaryFolder { folder in
            try Data(hostile.content).write(to: folder.appendingPathComponent(hostile.file))
            let error = #expect(throws: EvaluationError.self) {
                try DataFolder(folder).read(hostile.split, task: hostile.task)
            }
            #expect(error?.description == folder.appendingPathComponent(hostile.file).path(under: hostile.message))
        }
    }

    @Test("a missing split lists the files that would do")
    func missingSplit() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: EvaluationError.self) { try DataFolder(folder).read(.dev, task: .mnli) }
            #expect(
                error?.description
                    == "\(folder.path): no file of the dev split; put one of dev_matched.tsv, dev_matched.jsonl, "
                    + "dev_matched.csv, validation_matched.tsv, validation_matched.jsonl, validation_matched.csv there")
        }
    }

    @Test("unknown tasks and splits list the known ones")
    func unknownNames() {
        let task = #expect(throws: EvaluationError.self) { try TextTask.named("sst-2") }
        #expect(
            task?.description == "unknown task 'sst-2'; use one of "
                + "cola, sst2, mrpc, qqp, stsb, mnli, mnli-mm, qnli, rte, wnli")
        let split = #expect(throws: EvaluationError.self) {
            try DataFolder(URL(fileURLWithPath: "/")).read(.hashedDev, task: .sst2)
        }
        #expect(
            split?.description
                == "task sst2 has no split of bitspike's own; leave that out, or use one of qqp, qnli")
    }

    /// Some bytes replaced, removed or doubled.
    private static func mutation(of bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var mutated = bytes
        for _ in 0...random.integer(below: 4) where !mutated.isEmpty {
            let place = random.integer(below: mutated.count)
            switch random.integer(below: 3) {
            case 0: mutated[place] = UInt8(truncatingIfNeeded: random.next())
            case 1: mutated.remove(at: place)
            default: mutated.insert(mutated[place], at: place)
            }
        }
        return mutated
    }

    @Test("a mutated file is read or refused, and never crashes the reader")
    func mutations() throws {
        let valid: [(String, TextTask, [UInt8])] = [
            ("dev.tsv", .mrpc, Array("Quality\tx\ty\t#1 String\t#2 String\n1\t2\t3\tä\tb\n0\t2\t3\tc\td\n".utf8)),
            ("dev.csv", .sst2, Array("sentence,label\n\"a, \"\"b\"\"\",1\nc,0\n".utf8)),
            ("dev.jsonl", .rte, Array(#"{"sentence1":"a","sentence2":"é","label":1}"#.utf8)),
            ("sts-dev.csv", .stsb, Array("g\tf\ty\t1\t2.5\ta\tb\ng\tf\ty\t1\t1e3\ta\tb\n".utf8)),
        ]
        try withTemporaryFolder { folder in
            for (name, task, bytes) in valid {
                let file = folder.appendingPathComponent(name)
                forAll(cases: 150) { random in
                    try Data(Self.mutation(of: bytes, &random)).write(to: file)
                    do throws(EvaluationError) {
                        _ = try DataFolder(folder).read(file, as: .dev, task: task)
                    } catch {
                        #expect(!error.description.contains("\n"))
                        #expect(error.description.contains(name))
                    }
                }
            }
        }
    }
}

extension URL {
    /// The message with this file's whole path in place of its name.
    fileprivate func path(under message: String) -> String {
        path + message.dropFirst(lastPathComponent.count)
    }
}
