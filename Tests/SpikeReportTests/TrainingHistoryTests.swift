import Foundation
import SpikeReport
import Testing

@Suite("Logs of trainings") struct TrainingHistoryTests {
    private static func history(_ lines: String) throws -> TrainingHistory {
        try TrainingHistory(jsonLines: Data(lines.utf8), path: "metrics.jsonl")
    }

    @Test("steps are read with their values; what resumed after an interruption replaces what it made again")
    func resumed() throws {
        let history = try Self.history(
            """
            {"_step":1,"_timestamp":5,"stage":"a","loss":4}
            {"_step":2,"stage":"a","loss":3}
            {"_step":3,"stage":"b","loss":2.5}
            {"_step":2,"stage":"a","loss":3.5,"learningRate":0.1}

            """)
        #expect(history.steps.map(\.number) == [1, 2])
        #expect(history.steps[1].values == ["loss": 3.5, "learningRate": 0.1])
        #expect(history.names == ["learningRate", "loss"] && history.stages.map(\.name) == ["a"])
    }

    @Test("a line that is being written is left out; an empty log has no steps") func partial() throws {
        #expect(try Self.history("{\"_step\":1,\"loss\":4}\n{\"_step\":2,\"lo").steps.count == 1)
        #expect(try Self.history("{\"_step\":1").steps.isEmpty)
        #expect(try Self.history("").steps.isEmpty)
    }

    @Test("a line that says nothing names its file and place") func damaged() {
        for (line, problem) in [
            ("nonsense", "is no JSON"), ("{\"loss\":1}", "has no number _step"), ("", "is no JSON"),
        ] {
            #expect(throws: ReportError.badMetrics(path: "metrics.jsonl", line: 2, problem: problem)) {
                try Self.history("{\"_step\":1}\n\(line)\n")
            }
        }
    }

    @Test("curves are means of neighbours, and values that are missing or not finite are left out") func curves() throws
    {
        let lines = (1...100).map { step in
            "{\"_step\":\(step),\"loss\":\(step == 50 ? "null" : "\(step)"),\"late\":\(step > 90 ? "1" : "null")}"
        }
        let history = try Self.history(lines.joined(separator: "\n") + "\n")
        let curves = history.curves(["loss", "late", "other"], points: 10)
        #expect(curves.count == 10 && curves[0].step == 5.5 && curves[0].values == [5.5, nil, nil])
        // Values of the same steps stand in one row, whatever other values there are.
        #expect(curves[9].step == 95.5 && curves[9].values == [95.5, 1, nil])
        #expect(curves[4].values[0] == 45 && history.curves(["loss"]).count == 100)
    }
}
