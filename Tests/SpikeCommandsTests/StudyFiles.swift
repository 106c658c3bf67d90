#if Training
    import Foundation
    import SpikeTinyModels
    import Testing

    /// A tiny study on disk, and how its results are read.
    enum StudyFiles {
        static let arguments = ["study", "--recipe", "study.json", "--threads", "1"]

        /// Two encodings × two seeds of a two-layer student; `more` are further keys of the study.
        static func write(in folder: URL, steps: Int, more: String = "") throws {
            _ = try TinyModels.writeTeacher(in: folder)
            _ = try TinyModels.writeSentences(train: 80, dev: 40, in: folder)
            func write(_ text: String, _ name: String) throws {
                try Data(text.utf8).write(to: folder.appendingPathComponent(name))
            }
            try write(TrainingRuns.recipe(steps: steps), "recipe.json")
            try write(
                """
                {
                  "name": "tiny", "recipe": "recipe.json", "seeds": [0, 1], "timeSteps": [4]\(more),
                  "tasks": [{"task": "sst2", "data": "data", "teacher": "teacher"}],
                  "axes": [{"name": "weights", "values": [
                    {"label": "ternary", "set": {"student.weightEncoding": "ternary"}},
                    {"label": "bin|ary", "set": {"student.weightEncoding": "binary"}}]}]
                }
                """, "study.json")
        }

        /// The rows of `table.json` without what a clock measured, sorted keys.
        static func rows(in folder: URL, study: String = "runs/tiny") throws -> [String] {
            let data = try Data(contentsOf: folder.appendingPathComponent("\(study)/table.json"))
            let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            let rows = try #require(document["rows"] as? [[String: Any]])
            return try rows.map { row in
                let kept = row.filter { !$0.key.hasSuffix("Seconds") }
                return String(
                    decoding: try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys), as: UTF8.self)
            }
        }

        /// Names of the cells' folders.
        static func cells(in folder: URL) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("runs/tiny/cells").path)
        }

        /// Names below the folders of all cells, such as `model` or `checkpoint.training`.
        static func parts(in folder: URL) throws -> Set<String> {
            let cells = folder.appendingPathComponent("runs/tiny/cells")
            return Set(
                try Self.cells(in: folder).flatMap {
                    try FileManager.default.contentsOfDirectory(atPath: cells.appendingPathComponent($0).path)
                })
        }

        /// One run of `bitspike runs list --format json`, as a dictionary.
        static func runs(in folder: URL, _ more: [String] = []) throws -> [[String: Any]] {
            let result = try BitspikeProcess.run(["runs", "list", "--format", "json"] + more, in: folder)
            #expect(result.status == 0, "\(result.errors)")
            return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [[String: Any]])
        }
    }
#endif
