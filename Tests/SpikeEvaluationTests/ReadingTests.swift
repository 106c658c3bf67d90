import Foundation
import SpikeEvaluation
import SpikeTestSupport
import SpikeText
import Testing

@Suite("Official files are read as their tasks lay them out")
struct ReadingTests {
    private func read(
        _ content: String, _ name: String, _ task: TextTask, _ split: Split = .dev
    ) throws -> Dataset {
        try withTemporaryFolder { folder in
            try Data(content.utf8).write(to: folder.appendingPathComponent(name))
            return try DataFolder(folder).read(split, task: task)
        }
    }

    @Test("CoLA's dev file has no header: the text is column 3, the label column 1")
    func colaDev() throws {
        let data = try read("gj04\t1\t\tThe sailors rode.\ngj04\t0\t*\tBad it.\n", "dev.tsv", .cola)
        #expect(data.examples.map(\.text) == ["The sailors rode.", "Bad it."])
        #expect(data.examples.map(\.label) == [.class(1), .class(0)])
    }

    @Test(
        "numbers that are labels mean themselves, in JSON lines as in tables",
        arguments: [[1, 2], [-1, 0, 1], Array(0...11)])
    func numberedLabels(labels: [Int]) throws {
        let rows = labels.map { "{\"text\": \"a\", \"label\": \($0)}\n" }.joined()
        let table = "text\tlabel\n" + labels.map { "a\t\($0)\n" }.joined()
        let names = try withTemporaryFolder { folder in
            try Data(rows.utf8).write(to: folder.appendingPathComponent("train.jsonl"))
            return try DataFolder(folder).labelNames(of: .train, columns: .usual)
        }
        #expect(Set(names) == Set(labels.map(String.init)))
        let task = TextTask.table(text: "text", labels: names)
        let expected = try read(table, "train.tsv", task, .train).examples
        #expect(try read(rows, "train.jsonl", task, .train).examples.map(\.label) == expected.map(\.label))
        #expect(expected.map(\.label) == labels.map { .class(names.firstIndex(of: "\($0)") ?? -1) })
        #expect(throws: EvaluationError.self) {
            try read("{\"text\": \"a\", \"label\": 77}\n", "train.jsonl", task, .train)
        }
    }

    @Test("a row without its label is no class of its own", arguments: ["train.tsv", "train.csv"])
    func emptyLabel(name: String) throws {
        let separator = name.hasSuffix("csv") ? "," : "\t"
        let content = "text\(separator)label\na\(separator)good\nb\(separator)\n"
        try withTemporaryFolder { folder in
            try Data(content.utf8).write(to: folder.appendingPathComponent(name))
            let error = #expect(throws: EvaluationError.self) {
                try DataFolder(folder).labelNames(of: .train, columns: .usual)
            }
            #expect(error?.description.contains("\(name):3: no label; ") == true, "\(error?.description ?? "")")
        }
    }

    @Test("CoLA's test file has a header and no labels")
    func colaTest() throws {
        let data = try read("index\tsentence\n7\tBill whistled.\n", "test.tsv", .cola, .test)
        #expect(data.examples == [Example(id: "7", text: "Bill whistled.")])
        #expect(!data.isLabelled)
    }

    @Test("quotes mean nothing in a TSV file, a byte-order mark and CRLF are tolerated")
    func mrpc() throws {
        let content = "\u{FEFF}Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n1\t10\t11\tA \"b\t\"C d.\r\n"
        let data = try read(content, "dev.tsv", .mrpc)
        #expect(data.examples == [Example(id: "0", text: "A \"b", pair: "\"C d.", label: .class(1))])
    }

    @Test("QQP skips short rows and counts them")
    func qqp() throws {
        let header = "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate\n"
        let data = try read(header + "1\t2\t3\ta\tb\t1\n9\tbroken\n4\t5\t6\tc\td\t0\n", "train.tsv", .qqp, .train)
        #expect(data.examples.map(\.id) == ["1", "4"])
        #expect(data.skippedRows == 1)
    }

    @Test("STS-B is read in GLUE's layout and in the original one without header")
    func stsb() throws {
        let header = "index\tgenre\tfilename\tyear\told_index\tsource1\tsource2\tsentence1\tsentence2\tscore\n"
        let glue = try read(header + "0\tg\tf\ty\t1\tn\tn\ta\tb\t2.5\n", "dev.tsv", .stsb)
        let original = try read(
            "main\tMSRvid\t2012\t0000\t5.000\ta man\ta person\nmain\tx\t2012\t1\t0\tc\td\textra\n", "sts-dev.csv", .stsb
        )
        #expect(glue.examples == [Example(id: "0", text: "a", pair: "b", label: .score(2.5))])
        #expect(original.examples.map(\.label) == [.score(5), .score(0)])
        #expect(original.examples.map(\.pair) == ["a person", "d"])
    }

    @Test("MNLI finds its matched and mismatched halves and takes the gold label")
    func mnli() throws {
        let names = "index\tpromptID\tpairID\tgenre\tp1\tp2\tp3\tp4\tsentence1\tsentence2\tlabel1\tgold_label\n"
        let row = "0\t1\t2\tg\t-\t-\t-\t-\tA.\tB.\tneutral\tcontradiction\n"
        let matched = try read(names + row, "dev_matched.tsv", .mnli)
        let mismatched = try read(names + row, "dev_mismatched.tsv", .mnliMismatched)
        #expect(matched.examples[0].label == .class(2))
        #expect(mismatched.examples[0].label == .class(2))
    }

    @Test("JSON lines may name their texts as the hub does, with classes as names or numbers")
    func jsonLines() throws {
        let byName = try read(
            #"{"premise": "a", "hypothesis": "b\n", "label": "neutral", "extra": [1]}"#, "dev_matched.jsonl", .mnli)
        let byNumber = try read(
            #"{"idx": 3, "sentence1": "a", "sentence2": "b", "label": 1}"#, "dev.jsonl", .rte)
        let unlabelled = try read(#"{"sentence": "a", "label": -1}"#, "test.jsonl", .sst2, .test)
        let score = try read(#"{"sentence1": "a", "sentence2": "b", "label": 3.2}"#, "validation.jsonl", .stsb)
        // A test split has labels where a file has them, whatever their column is called.
        let pair = try read(#"{"question1": "a", "question2": "b", "label": 1}"#, "test.jsonl", .qqp, .test)
        #expect(pair.examples[0].label == .class(1))
        let known = try read("sentence1\tsentence2\tlabel\na\tb\t2.5\n", "test.tsv", .stsb, .test)
        #expect(known.examples[0].label == .score(2.5))
        for unknown in ["-1.0", ""] {
            let hidden = try read("sentence1\tsentence2\tlabel\na\tb\t\(unknown)\n", "test.tsv", .stsb, .test)
            #expect(hidden.examples[0].label == nil)
        }
        let hidden = try read(#"{"sentence1": "a", "sentence2": "b", "label": -1.0}"#, "test.jsonl", .stsb, .test)
        #expect(hidden.examples[0].label == nil)
        #expect(byName.examples[0] == Example(id: "0", text: "a", pair: "b\n", label: .class(1)))
        #expect(byNumber.examples[0] == Example(id: "3", text: "a", pair: "b", label: .class(1)))
        #expect(unlabelled.examples[0].label == nil)
        #expect(score.examples[0].label == .score(3.2))
    }

    @Test("a CSV file may quote separators, quotes and line ends")
    func commaSeparated() throws {
        let task = TextTask.table(text: "review", label: "stars", labels: ["bad", "good"])
        let data = try read("stars,review\r\ngood,\"a, \"\"b\"\"\nc\"\nbad,\n", "dev.csv", task)
        #expect(data.examples.map(\.text) == ["a, \"b\"\nc", ""])
        #expect(data.examples.map(\.label) == [.class(1), .class(0)])
    }

    @Test("label names that nobody has stated are collected from the file")
    func labelNames() throws {
        try withTemporaryFolder { folder in
            try Data("t\tl\na\tred\nb\tblue\nc\tred\n".utf8).write(to: folder.appendingPathComponent("train.tsv"))
            let names = try DataFolder(folder).labelNames(of: .train, columns: ColumnNames(text: "t", label: "l"))
            #expect(names == ["blue", "red"])
        }
    }

    @Test("a hashed split parts the rows by MD5 of the stated column, nothing twice and nothing lost")
    func hashedSplit() throws {
        let header = "index\tquestion\tsentence\tlabel\n"
        let rows = (0..<200).map { "\($0)\tquestion \($0)\ts\tentailment\n" }.joined()
        let train = try read(header + rows, "dev.tsv", .qnli, .hashedTrain).examples.map(\.id)
        let dev = try read(header + rows, "dev.tsv", .qnli, .hashedDev).examples.map(\.id)
        // python3: [i for i in range(200) if int(hashlib.md5(f"question {i}".encode()).hexdigest(), 16) % 5 == 0][:8]
        #expect(Array(dev.prefix(8)) == ["9", "10", "12", "17", "21", "22", "23", "24"])
        #expect(Set(train).isDisjoint(with: dev))
        #expect(train.count + dev.count == 200)
    }

    @Test("a folder with its own split gives its parts as train and dev; other tasks refuse it")
    func ownSplit() throws {
        try withTemporaryFolder { folder in
            let rows = (0..<200).map { "\($0)\tquestion \($0)\ts\tentailment\n" }.joined()
            try Data(("index\tquestion\tsentence\tlabel\n" + rows).utf8).write(
                to: folder.appendingPathComponent("dev.tsv"))
            let (plain, own) = (DataFolder(folder), DataFolder(folder, usesOwnSplit: true))
            for (split, part) in [(Split.train, Split.hashedTrain), (.dev, .hashedDev)] {
                let data = try own.read(split, task: .qnli)
                #expect(data.examples == (try plain.read(part, task: .qnli).examples))
                // Results name the part, so that nobody takes it for an official one.
                #expect(data.split == part)
            }
            #expect(throws: EvaluationError.self) { try own.read(.dev, task: .sst2) }
        }
    }
}
