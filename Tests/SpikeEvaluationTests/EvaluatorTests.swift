import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeTestSupport
import SpikeText
import Testing

@Suite("The evaluator measures any language model")
struct EvaluatorTests {
    /// A model that reads the answer from the first token; it spikes once a token where `timeSteps` is given.
    struct Oracle: LanguageModel {
        var config: BERTConfig
        var timeSteps: Int?
        var answer: @Sendable (Int32) -> [Float]

        func predict(_ batch: [TokenSequence]) -> Prediction {
            var spikes = timeSteps.map { SpikeStatistics(timeSteps: $0) }
            for sequence in batch {
                spikes?.add(site: "layer.0.key", .init(spikes: sequence.count, neuronWindows: 4 * sequence.count))
            }
            return Prediction(logits: batch.map { answer($0.ids[0]) }, spikes: spikes)
        }
    }

    /// One token that says the class, padded with zeros to a length that differs from example to example.
    private func tokens(_ example: Example) -> TokenSequence {
        let length = 1 + (Int(example.id) ?? 0) * 7 % 5
        let ids = [Int32(example.text) ?? 0] + [Int32](repeating: 0, count: length - 1)
        return TokenSequence(ids: ids, typeIDs: ids.map { _ in 0 })
    }

    private func dataset(_ task: TextTask, _ labels: [Label?]) -> Dataset {
        let examples = labels.enumerated().map { index, label in
            Example(id: String(index), text: String(Int(label?.value ?? 0)), label: label)
        }
        return Dataset(task: task, split: .dev, path: "dev.tsv", examples: examples)
    }

    private let classes: [Label?] = (0..<50).map { .class($0 % 3 == 0 ? 1 : 0) }

    @Test("a student's result has metrics, rates and sites; batches keep every example in its place")
    func student() throws {
        let model = Oracle(config: BERTConfig(labels: ["positive", "negative"]), timeSteps: 2) { token in
            token == 1 ? [2, -2] : [-2, 2]
        }
        var progress: [Int] = []
        let evaluation = try Evaluator(batchSize: 8).evaluate(
            model, on: dataset(.sst2, classes), tokenize: tokens, progress: { progress.append($0) })
        #expect(evaluation.result.metrics == ["accuracy": 1])
        #expect(evaluation.result.examples == 50)
        #expect(evaluation.result.timeSteps == 2)
        #expect(evaluation.result.spikesPerNeuron == 0.25)
        #expect(evaluation.result.meanSpikeRate == 0.125)
        #expect(evaluation.result.ratePerSite == [.init(site: "layer.0.key", rate: 0.125)])
        #expect(evaluation.logits[0] == [-2, 2] && evaluation.logits[1] == [2, -2])
        #expect(evaluation.labelPermutation?.isClearlyBetter == false)
        #expect(progress == [8, 16, 24, 32, 40, 48, 50])
    }

    @Test("a teacher whose labels were swapped in training is reported, not silently used")
    func swappedTeacher() throws {
        let model = Oracle(config: BERTConfig(labels: ["negative", "positive"])) { $0 == 1 ? [1, 0] : [0, 1] }
        let evaluation = try Evaluator().evaluate(model, on: dataset(.sst2, classes), tokenize: tokens)
        #expect(evaluation.result.metrics == ["accuracy": 0])
        #expect(evaluation.labelPermutation?.isClearlyBetter == true)
        #expect(evaluation.labelPermutation?.accuracy == 1)
    }

    @Test("a regression compares its one logit with the scores; constant predictions have no correlation")
    func regression() throws {
        let scores: [Label?] = [.score(1), .score(3), .score(2)]
        let model = Oracle(config: BERTConfig(isRegression: true)) { [Float($0) * 2] }
        let exact = try Evaluator().evaluate(model, on: dataset(.stsb, scores), tokenize: tokens)
        let flat = try Evaluator().evaluate(
            Oracle(config: BERTConfig(isRegression: true)) { _ in [1] }, on: dataset(.stsb, scores), tokenize: tokens)
        for name in ["pearson", "spearman"] {
            expectClose(try #require(exact.result.metrics[name] ?? nil), 1, tolerance: 1e-15)
        }
        #expect(flat.result.metrics == ["pearson": nil, "spearman": nil])
        #expect(exact.labelPermutation == nil)
    }

    @Test("the JSON has every key; what does not apply is null")
    func json() throws {
        let result = EvaluationResult(
            task: "stsb", split: "dev", metrics: ["pearson": nil], examples: 3, seconds: 0.5)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(result), as: UTF8.self)
        #expect(
            text == #"{"examples":3,"meanSpikeRate":null,"metrics":{"pearson":null},"ratePerSite":null,"#
                + #""seconds":0.5,"spikesPerNeuron":null,"split":"dev","task":"stsb","timeSteps":null}"#)
        #expect(try JSONDecoder().decode(EvaluationResult.self, from: Data(text.utf8)) == result)
    }

    @Test("missing labels, wrong numbers of logits and logits that are not finite are errors")
    func errors() {
        let labels = BERTConfig(labels: ["negative", "positive"])
        func message(_ config: BERTConfig, _ labels: [Label?], _ answer: [Float]) -> String? {
            let model = Oracle(config: config) { _ in answer }
            return #expect(throws: EvaluationError.self) {
                try Evaluator().evaluate(model, on: dataset(.sst2, labels), tokenize: tokens)
            }?.description
        }
        #expect(
            message(labels, [nil], [0, 1])
                == "dev.tsv: no labels to measure against; evaluate a labelled split such as dev")
        #expect(
            message(labels, [.class(0)], [0])
                == "the model gave 1 logits per example, expected 2; it was made for another task")
        #expect(
            message(labels, [.class(0)], [0, .nan])
                == "example '0': a logit is infinite or not a number; the model's weights are damaged")
    }
}
