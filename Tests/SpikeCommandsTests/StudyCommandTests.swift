#if Training
    import Foundation
    import GRDB
    import SpikeTestSupport
    import SpikeTinyModels
    import Testing

    /// Whole studies of tiny students, as a stranger runs them.
    @Suite("Studies", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
    struct StudyCommandTests {
        @Test("a grid becomes packed students, one table and plots; again it makes nothing and says the same")
        func wholeStudy() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 20)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                #expect(result.errors.contains("cell 4/4: sst2, weights bin|ary, seed 1  ETA of the study 0:0"))
                let output = folder.appendingPathComponent("runs/tiny")
                let names = try FileManager.default.contentsOfDirectory(atPath: output.path)
                #expect(
                    Set(names) == [
                        "cells", "teachers", "table.md", "table.csv", "table.json", "sst2-bytes.svg",
                        "sst2-spike-rate.svg",
                        "sst2-operations.svg",
                    ])
                #expect(try StudyFiles.parts(in: folder) == ["lock", "model", "training.json"])
                let markdown = try String(contentsOf: output.appendingPathComponent("table.md"), encoding: .utf8)
                #expect(result.output == markdown)
                try Self.checkRows(in: folder)
                try Self.checkAgain(in: folder, markdown: markdown, errors: result.errors)
            }
        }

        private static func checkRows(in folder: URL) throws {
            let rows = try StudyFiles.rows(in: folder).map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            #expect(rows.map { $0["timeSteps"] as? Int } == [2, 4, 2, 4])
            #expect(rows.map { $0["isOwnTimeSteps"] as? Bool } == [true, false, true, false])
            for (row, bits) in zip(rows, [1.585, 1.585, 1, 1]) {
                #expect(row["seeds"] as? [Int] == [0, 1] && row["metric"] as? String == "accuracy")
                let value = try #require(row["value"] as? Double)
                let teacher = try #require(row["teacher"] as? Double)
                #expect(abs((row["retention"] as? Double ?? 0) - value / teacher) < 1e-12)
                #expect(abs((row["informationBits"] as? Double ?? 0) - bits) < 0.001)
                #expect((row["storedBits"] as? Double ?? 0) > bits)
                let rate = try #require(row["meanSpikeRate"] as? Double)
                #expect(rate > 0 && rate < 1 && (row["operationsPerToken"] as? Double ?? 0) > 0)
            }
        }

        private static func checkAgain(in folder: URL, markdown: String, errors: String) throws {
            let again = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
            #expect(again.status == 0 && again.output == markdown && again.errors.isEmpty, "\(again.errors)")
            // From the ledger alone: students, teacher and data may be gone.
            for name in ["runs/tiny", "teacher", "data"] {
                try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
            }
            let tables = try BitspikeProcess.run(StudyFiles.arguments + ["--tables-only"], in: folder)
            #expect(tables.status == 0 && tables.output == markdown, "\(tables.errors)")
        }

        @Test("students of recipes without steps, quantized after training, are rows like others")
        func postTraining() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 0)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                #expect(try StudyFiles.rows(in: folder).count == 4)
            }
        }

        @Test("a cell that fails is recorded with its reason, the others are made, and the exit code says so")
        func failure() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 10)
                let file = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: file, encoding: .utf8).replacing(
                    #""student.weightEncoding": "binary""#,
                    with: #""student.weightEncoding": "binary", "stages.0.schedule.learningRate": 1e30"#)
                try Data(text.utf8).write(to: file)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 65)
                #expect(
                    result.errors.hasSuffix(
                        """
                        bitspike: 2 of 4 cells failed; 'bitspike runs list --study tiny --state failed' says why, \
                        --retry-failed tries them again

                        """), "\(result.errors)")
                #expect(result.output.contains("- sst2, weights bin|ary, seed 0: failed: the loss or its gradient"))
                #expect(try StudyFiles.rows(in: folder).count == 2)
                let failed = try StudyFiles.runs(in: folder, ["--state", "failed"]).map { $0["run"] as? [String: Any] }
                #expect(failed.count == 2)
                for run in failed {
                    let message = try #require(run?["message"] as? String)
                    #expect(message.hasPrefix("the loss or its gradient is not finite"))
                }
                let again = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(again.status == 65 && !again.errors.contains("cell "), "\(again.errors)")
                let retried = try BitspikeProcess.run(StudyFiles.arguments + ["--retry-failed"], in: folder)
                #expect(
                    retried.status == 65 && retried.errors.contains("cell 3/4 (sst2, weights bin|ary, seed 0): failed"))
                #expect(try StudyFiles.parts(in: folder) == ["lock", "model", "training.json"])
            }
        }

        @Test("several tasks get a table of what is kept of each, with a mean; a grid may have no axis")
        func severalTasks() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 3)
                let tasks = ["a", "b"].map {
                    #"{"task": "sst2", "label": "\#($0)", "data": "data", "teacher": "teacher"}"#
                }
                let list = tasks.joined(separator: ", ")
                let study = #"{"name": "two", "recipe": "recipe.json", "tasks": [\#(list)]}"#
                try Data(study.utf8).write(to: folder.appendingPathComponent("study.json"))
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                #expect(result.lines.first == "Percent of the teacher's metric:")
                let row = try #require(result.lines.first { $0.hasPrefix("| two") })
                let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                // The same data, teacher and seed: the second student is like the first.
                #expect(cells.count == 4 && cells[1] == cells[2] && cells[1] == cells[3], "\(row)")
                #expect(try StudyFiles.rows(in: folder, study: "runs/two").count == 2)
            }
        }

        @Test("changed recipes make other cells, further values of T only measure") func changes() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 5)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let file = folder.appendingPathComponent("study.json")
                func change(_ part: String, _ replacement: String) throws -> BitspikeProcess.Result {
                    let text = try String(contentsOf: file, encoding: .utf8)
                    try #require(text.contains(part))
                    try Data(text.replacing(part, with: replacement).utf8).write(to: file)
                    return try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                }
                let measured = try change(#""timeSteps": [4]"#, #""timeSteps": [4, 8]"#)
                #expect(measured.status == 0 && !measured.errors.contains("calibrating"), "\(measured.errors)")
                #expect(try StudyFiles.rows(in: folder).count == 6)
                let trained = try change(
                    #""student.weightEncoding": "binary""#,
                    #""student.weightEncoding": "binary", "batches.size": 4"#)
                #expect(trained.errors.contains("cell 3/4: calibrating") && !trained.errors.contains("cell 1/4"))
                #expect(try StudyFiles.runs(in: folder).count == 6)
                #expect(try StudyFiles.rows(in: folder).count == 6)
            }
        }

        @Test("a label may be renamed: the students made under the former one are found, and only measured")
        func renamed() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 5)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let file = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: file, encoding: .utf8)
                    .replacing("bin|ary", with: "1 bit").replacing(#""timeSteps": [4]"#, with: #""timeSteps": [4, 8]"#)
                try Data(text.utf8).write(to: file)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0 && !result.errors.contains("calibrating"), "\(result.errors)")
                #expect(try StudyFiles.rows(in: folder).filter { $0.contains("1 bit") }.count == 3)
                #expect(try StudyFiles.cells(in: folder).count == 4)
            }
        }

        @Test("rows that were measured stay while a cell is opened again, and a mean is of all seeds or none")
        func reopened() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 5)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let before = try StudyFiles.rows(in: folder)
                let ledger = try DatabaseQueue(path: folder.appendingPathComponent("runs/ledger.sqlite").path)
                try ledger.write { try $0.execute(sql: "UPDATE runs SET state = 'interrupted' WHERE id = 1") }
                let tables = try BitspikeProcess.run(StudyFiles.arguments + ["--tables-only"], in: folder)
                #expect(tables.output.contains("Not in the table:\n\n- sst2, weights ternary, seed 0: interrupted\n"))
                #expect(try StudyFiles.rows(in: folder) == before)
                // T = 8 was never measured, and one seed of the first row has no accuracy.
                try ledger.write {
                    try $0.execute(
                        sql: """
                            UPDATE runs SET state = 'finished' WHERE id = 1;
                            UPDATE measurements SET metrics = '{}' WHERE run = 1;
                            """)
                }
                let file = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: file, encoding: .utf8)
                    .replacing(#""timeSteps": [4]"#, with: #""timeSteps": [4, 8]"#)
                try Data(text.utf8).write(to: file)
                let more = try BitspikeProcess.run(StudyFiles.arguments + ["--tables-only"], in: folder)
                #expect(more.output.contains("- sst2, weights bin|ary, seed 1: finished: T = 8 is not measured\n"))
                let row = try #require(more.lines.first { $0.contains(" ternary ") })
                #expect(row.contains(" undefined |"), "\(row)")
            }
        }

        @Test("another teacher makes other cells, and students of the former one are not in the table")
        func otherTeacher() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 3)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                let before = try StudyFiles.rows(in: folder)
                try FileManager.default.removeItem(at: folder.appendingPathComponent("teacher"))
                _ = try TinyModels.writeTeacher(seed: 77, in: folder)
                let tables = try BitspikeProcess.run(StudyFiles.arguments + ["--tables-only"], in: folder)
                #expect(tables.status == 0 && !tables.output.contains("Not in the table"), "\(tables.output)")
                let file = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: file, encoding: .utf8)
                let again = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(again.status == 0 && again.errors.contains("cell 1/4"), "\(again.errors)")
                #expect(try StudyFiles.rows(in: folder) != before)
                #expect(try StudyFiles.runs(in: folder).count == 8)
                try Data(text.replacing("\"seeds\": [0, 1]", with: "\"seeds\": [0, 1, 2]").utf8).write(to: file)
                let more = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(more.status == 0 && !more.errors.contains("cell 1/6"), "\(more.errors)")
                #expect(try StudyFiles.runs(in: folder).count == 10)
            }
        }

        @Test("elastic students are measured up to their own T, which others of the grid may exceed")
        func elastic() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 2)
                let file = folder.appendingPathComponent("study.json")
                let elastic =
                    #""student.schedule": "realResidual", "student.neuron": {"kind": "elastic"}, "student.hasGain": false"#
                let text = try String(contentsOf: file, encoding: .utf8)
                    .replacing(#""student.weightEncoding": "binary""#, with: elastic)
                    .replacing(#""timeSteps": [4]"#, with: #""timeSteps": [1, 4]"#)
                try Data(text.utf8).write(to: file)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0, "\(result.errors)")
                // T = 1, 2, 4 of the counted students, 1 and 2 of the elastic ones.
                #expect(try StudyFiles.rows(in: folder).count == 5)
            }
        }

        @Test("other columns of the same table are other data") func columns() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 0)
                for (name, seed) in [("train", 5), ("dev", 6)] {
                    let rows = zip(TinyModels.sentences(40, seed: UInt64(seed)), TinyModels.sentences(40, seed: 7)).map
                    {
                        "\($0.text)\t\($1.text)\t\($0.isPositive ? "positive" : "negative")\n"
                    }
                    try Data(("text\tbody\tlabel\n" + rows.joined()).utf8).write(
                        to: folder.appendingPathComponent("data/\(name).tsv"))
                }
                let file = folder.appendingPathComponent("study.json")
                let text = try String(contentsOf: file, encoding: .utf8).replacing("sst2", with: "table")
                try Data(text.utf8).write(to: file)
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                try Data(text.replacing(#""data": "data""#, with: #""data": "data", "textColumn": "body""#).utf8)
                    .write(to: file)
                let other = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(other.status == 0 && other.errors.contains("measuring the teacher"), "\(other.errors)")
                #expect(other.errors.contains("cell 1/4"))
                #expect(try StudyFiles.runs(in: folder).count == 8)
            }
        }

        @Test("a file that one recipe reads is part of its own cells alone") func ownFiles() throws {
            try withTemporaryFolder { folder in
                try StudyFiles.write(in: folder, steps: 2)
                let file = folder.appendingPathComponent("study.json")
                #expect(try BitspikeProcess.run(StudyFiles.arguments, in: folder).status == 0)
                try Data("the film is good\nthe plot is bad\n".utf8).write(
                    to: folder.appendingPathComponent("data/plain.txt"))
                let general =
                    #"{"student.weightEncoding": "binary", "stages": [{"kind": "general", "text": "plain.txt", "steps": 2, "#
                    + #""losses": {"hiddenState": 1}}, {"kind": "prediction", "steps": 2, "losses": {"logit": 1}}]}"#
                let text = try String(contentsOf: file, encoding: .utf8)
                    .replacing(#"{"student.weightEncoding": "binary"}"#, with: general)
                try Data(text.utf8).write(to: file)
                let result = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(result.status == 0 && !result.errors.contains("cell 1/4"), "\(result.errors)")
                #expect(try StudyFiles.runs(in: folder).count == 6)
                try Data("another text\n".utf8).write(to: folder.appendingPathComponent("data/plain.txt"))
                let again = try BitspikeProcess.run(StudyFiles.arguments, in: folder)
                #expect(again.errors.contains("cell 3/4") && !again.errors.contains("cell 1/4"), "\(again.errors)")
                #expect(try StudyFiles.runs(in: folder).count == 8)
            }
        }
    }
#endif
