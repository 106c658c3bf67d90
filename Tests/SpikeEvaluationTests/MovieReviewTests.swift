import Foundation
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("The rated sentences become a fixed binary task")
struct MovieReviewTests {
    private func reviews(_ content: String) throws -> MovieReviews {
        try withTemporaryFolder { folder in
            let file = folder.appendingPathComponent("ratings.txt")
            try Data(content.utf8).write(to: file)
            return try MovieReviews(groundTruth: file)
        }
    }

    @Test("the neutral band is dropped, the sign is the label, every row lands in one split")
    func labels() throws {
        let found = try reviews(
            "1\t2.5\tGreat.\r\n2\t-0.5\tBad.\r\n3\t0.49\tSo so.\r\n4\t-0.2\tHm.\r\n5\t0.5\tFine.\r\n")
        var rows: [String] = []
        try found.write { name, data in
            let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
            #expect(lines[0] == "sentence\tlabel", "\(name)")
            rows += lines.dropFirst()
        }
        #expect(rows.sorted() == ["Bad.\t0", "Fine.\t1", "Great.\t1"])
    }

    @Test("a text's split is fixed for ever, and the same when case or spacing differ")
    func splits() {
        // python3: FNV-1a 64 of the normalised bytes, modulo 10.
        #expect(MovieReviews.split(of: "Effective but too tepid biopic") == .test)
        #expect(MovieReviews.split(of: "  effective BUT too\ttepid biopic ") == .test)
        let shares = (0..<1000).map { MovieReviews.split(of: "sentence \($0)") }
        #expect(shares.count { $0 == .train } == 794)
        #expect(shares.count { $0 == .dev } == 103)
        #expect(shares.count { $0 == .test } == 103)
    }

    @Test("a broken file names its line")
    func broken() throws {
        func message(_ content: String) -> String? {
            #expect(throws: EvaluationError.self) { try reviews(content) }?.description
        }
        #expect(
            message("1\t2\ta\n2\t3\n")?.hasSuffix(
                "ratings.txt:2: 2 fields, expected 3; a separator is missing or too many") == true)
        #expect(
            message("1\tx\ta\n")?.hasSuffix(
                "ratings.txt:1: 'x' is no finite number; write the score as a decimal number") == true)
        #expect(message("")?.hasSuffix("ratings.txt: no data rows; download or write the file again") == true)
    }
}
