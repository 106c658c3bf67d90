import SpikeCore
import SpikeEvaluation
import Testing

@Suite("Labels always go through names")
struct LabelTests {
    @Test("label names match in any order, by either of their names, whatever their case")
    func matching() throws {
        let swapped = try LabelMapping(modelLabels: ["POSITIVE", "Negative"], task: .sst2)
        #expect(swapped.classOfLogit == [1, 0])
        #expect(swapped.inTaskOrder([3, -1]) == [-1, 3])
        #expect(try LabelMapping(modelLabels: ["0", "1"], task: .sst2).classOfLogit == [0, 1])
        let rotated = try LabelMapping(modelLabels: ["contradiction", "entailment", "neutral"], task: .mnli)
        #expect(rotated.inTaskOrder([10, 20, 30]) == [20, 30, 10])
        #expect(try LabelMapping(modelLabels: ["not-entailment", "Entailment"], task: .rte).classOfLogit == [1, 0])
    }

    @Test("labels that differ in a sign, or in what else is overlooked, are told apart")
    func alike() throws {
        func order(_ model: [String], _ labels: [String]) throws -> [Int] {
            try LabelMapping(modelLabels: model, task: .table(text: "text", labels: labels)).classOfLogit
        }
        #expect(try order(["1", "-1", "0"], ["-1", "0", "1"]) == [2, 0, 1])
        #expect(try order(["non-toxic", "nontoxic"], ["nontoxic", "non-toxic"]) == [1, 0])
        #expect(throws: EvaluationError.self) { try order(["GOOD", "bad"], ["good", "Good"]) }
    }

    @Test("LABEL_0, LABEL_1 says nothing: the order is taken as it is and marked as assumed")
    func generic() throws {
        let mapping = try LabelMapping(modelLabels: ["LABEL_0", "LABEL_1"], task: .cola)
        #expect(mapping.classOfLogit == [0, 1])
        #expect(mapping.isAssumed)
        #expect(try !LabelMapping(modelLabels: ["1", "0"], task: .cola).isAssumed)
    }

    @Test(
        "labels that cannot be matched are an error that lists both sides",
        arguments: [["good", "bad"], ["negative"], ["negative", "negative"], ["LABEL_0", "LABEL_1", "LABEL_2"], []])
    func mismatch(labels: [String]) {
        let error = #expect(throws: EvaluationError.self) { try LabelMapping(modelLabels: labels, task: .sst2) }
        let listed = labels.isEmpty ? "none" : labels.joined(separator: ", ")
        #expect(
            error?.description
                == "the model's labels (\(listed)) are not those of task sst2 (negative, positive); "
                + "correct id2label in the model's config.json or choose the task it was trained for")
    }

    /// Logits that say class `guess`.
    private func logits(_ guess: Int, of classes: Int) -> [Float] { (0..<classes).map { $0 == guess ? 1 : 0 } }

    @Test("a rotated label order is found and called clearly better")
    func rotation() throws {
        var random = SeededGenerator(seed: 3)
        let expected = (0..<120).map { _ in random.integer(below: 3) }
        let guesses = expected.map { truth in
            random.integer(below: 10) < 8 ? (truth + 1) % 3 : random.integer(below: 3)
        }
        let found = try #require(LabelPermutation(logits: guesses.map { logits($0, of: 3) }, expected: expected))
        #expect(found.classOfPrediction == [2, 0, 1])
        #expect(found.isClearlyBetter)
        #expect(found.accuracy > 0.75)
        #expect(
            found.explanation(labels: ["a", "b", "c"]).hasPrefix(
                "the model's labels look permuted: reading a as c, b as a, c as b gives accuracy 0.8"))
    }

    @Test("the stated order is kept when it is best, tied, or worse by chance only")
    func identity() throws {
        let right = try #require(LabelPermutation(logits: [[1, 0], [0, 1]], expected: [0, 1]))
        #expect(right.classOfPrediction == [0, 1])
        #expect(right.accuracy == 1 && right.statedAccuracy == 1 && !right.isClearlyBetter)
        let tied = try #require(LabelPermutation(logits: [[1, 0], [1, 0]], expected: [0, 1]))
        #expect(tied.classOfPrediction == [0, 1])
        let chance = try #require(LabelPermutation(logits: [[1, 0], [1, 0], [1, 0]], expected: [1, 1, 0]))
        #expect(chance.classOfPrediction == [1, 0])
        #expect(!chance.isClearlyBetter)
    }

    @Test("the search equals trying every order of four classes")
    func exhaustive() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<20 {
            let expected = (0..<30).map { _ in random.integer(below: 4) }
            let guesses = (0..<30).map { _ in random.integer(below: 4) }
            let found = try #require(LabelPermutation(logits: guesses.map { logits($0, of: 4) }, expected: expected))
            let best = Self.orders([0, 1, 2, 3]).map { order in
                zip(guesses, expected).count { order[$0] == $1 }
            }.max()
            #expect(found.accuracy == Double(best ?? 0) / 30)
        }
    }

    private static func orders(_ items: [Int]) -> [[Int]] {
        items.isEmpty ? [[]] : items.flatMap { first in orders(items.filter { $0 != first }).map { [first] + $0 } }
    }
}
