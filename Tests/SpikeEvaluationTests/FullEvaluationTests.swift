import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeTestSupport
import SpikeText
import Testing

@Suite("Full evaluations")
struct FullEvaluationTests {
    /// Labels drawn with the probability that logits (0, z) say, z uniform in ±3; the logits are then multiplied.
    private static func sample(_ count: Int, sharpness: Float, seed: UInt64 = 4) -> (logits: [[Float]], classes: [Int])
    {
        var generator = SeededGenerator(seed: seed)
        func unit() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
        var (logits, classes) = ([[Float]](), [Int]())
        for _ in 0..<count {
            let z = 6 * unit() - 3
            classes.append(unit() < 1 / (1 + exp(-z)) ? 1 : 0)
            logits.append([0, sharpness * Float(z)])
        }
        return (logits, classes)
    }

    private static func evaluation(_ task: TextTask, _ logits: [[Float]], _ labels: [Label]) -> (Evaluation, Dataset) {
        let examples = labels.enumerated().map { Example(id: "\($0)", text: "x", label: $1) }
        let result = EvaluationResult(
            task: task.name, split: "dev", metrics: ["accuracy": 0.5], examples: labels.count, seconds: 0)
        return (
            Evaluation(result: result, logits: logits),
            Dataset(task: task, split: .dev, path: "dev.tsv", examples: examples)
        )
    }

    private static let task = TextTask.table(text: "text", labels: ["no", "yes"])
    private static let regression = TextTask.table(text: "text", labels: [])

    @Test("the noise of a calibrated model falls with the root of the number of examples, and is the binomial's")
    func noise() throws {
        // One confidence, one bin: E|k/n − p| of a binomial is √(2 p (1 − p) / (π n)) for large n.
        for count in [400, 6400] {
            let report = CalibrationReport(
                logits: [[Float]](repeating: [0, log(4)], count: count),
                expected: (0..<count).map { $0 % 5 == 0 ? 0 : 1 })
            let expected = (2 * 0.8 * 0.2 / (Double.pi * Double(count))).squareRoot()
            #expect(abs(report.unscaled.noise.mean / expected - 1) < 0.12)
            // The quantile 0.95 of |normal| is 1.96 standard deviations.
            let upper = 1.96 * (0.16 / Double(count)).squareRoot()
            #expect(abs(report.unscaled.noise.upper / upper - 1) < 0.12)
        }
    }

    @Test("temperature scaling undoes a factor on the logits; what is honest already stays")
    func calibration() throws {
        for sharpness in [Float(1), 4] {
            let (logits, classes) = Self.sample(4000, sharpness: sharpness)
            let report = CalibrationReport(logits: logits, expected: classes)
            let scaled = try #require(report.scaled)
            // Standard errors at 4,000 examples are about 5 % of a temperature and 0.01 of an ECE.
            #expect(abs(report.temperature.temperature / Double(sharpness) - 1) < 0.15)
            #expect(scaled.expectedCalibrationError < 0.03)
            #expect((report.unscaled.expectedCalibrationError > 0.1) == (sharpness > 1))
            #expect(scaled.logLoss <= report.unscaled.logLoss + 3e-3)
            // Honest after scaling, and only then when it was sharpened: chance explains the rest.
            #expect(scaled.expectedCalibrationError < 1.3 * scaled.noise.upper)
            #expect((report.unscaled.expectedCalibrationError > 3 * report.unscaled.noise.upper) == (sharpness > 1))
        }
    }

    @Test("no example is scaled by a temperature that has seen it")
    func crossFitting() throws {
        // One example is wrong. Where it is seen, logits are toned down; the other half is all right and sharpened.
        let logits = [[Float]](repeating: [0, 2], count: 20)
        let report = CalibrationReport(logits: logits, expected: [0] + [Int](repeating: 1, count: 19))
        let scaled = try #require(report.scaled)
        // Its own half, without it, would be as sure as it gets: the loss of the one example is the largest there is.
        #expect(scaled.logLoss > 36 / 20 && report.unscaled.logLoss < 1)
        #expect(!report.temperature.isAtBound)
    }

    @Test("intervals hold the value; regression has no calibration and says so; one label and empty bins are noted")
    func notes() throws {
        let (logits, classes) = Self.sample(300, sharpness: 1)
        let (evaluation, dataset) = Self.evaluation(Self.task, logits, classes.map { .class($0) })
        let full = FullEvaluation(evaluation, on: dataset)
        let right = Double(zip(logits, classes).count { ($0[1] > 0 ? 1 : 0) == $1 }) / 300
        let interval = try #require(full.intervals["accuracy"] ?? nil)
        #expect(interval.lower < right && right < interval.upper && interval.upper - interval.lower < 0.12)
        #expect(full.calibration != nil && full.comparison == nil)
        #expect(full.notes == ["7 of 15 bins are empty and count nothing"])

        let (single, one) = Self.evaluation(Self.task, logits, logits.map { _ in .class(1) })
        #expect(
            FullEvaluation(single, on: one).notes.first
                == "all examples have one label; metrics and calibration say little about other sets")

        let scores = logits.map { [$0[1]] }
        let (graded, numbers) = Self.evaluation(Self.regression, scores, classes.map { .score(Double($0)) })
        let number = FullEvaluation(graded, on: numbers)
        #expect(number.calibration == nil && number.intervals.keys.sorted() == ["pearson", "spearman"])
        #expect(number.notes == ["a regression has no classes to be sure of, so there is no calibration"])
        let (constant, _) = Self.evaluation(
            Self.regression, scores.map { _ in [1] }, classes.map { .score(Double($0)) })
        #expect(FullEvaluation(constant, on: numbers).intervals["pearson"] == .some(nil))
    }

    @Test("a model is no better than itself; a better one is, by both tests")
    func comparison() throws {
        let (logits, classes) = Self.sample(400, sharpness: 1)
        let labels = classes.map { Label.class($0) }
        let (evaluation, dataset) = Self.evaluation(Self.task, logits, labels)
        let same = try #require(FullEvaluation(evaluation, on: dataset, against: evaluation).comparison)
        #expect(same.differences["accuracy"]?.value == 0 && same.differences["accuracy"]?.pValue == 1)
        #expect(same.mcNemar?.pValue == 1 && same.fidelity.agreement == 1 && same.fidelity.divergence == 0)
        let (perfect, _) = Self.evaluation(Self.task, classes.map { $0 == 1 ? [0, 1] : [1, 0] }, labels)
        let better = try #require(FullEvaluation(perfect, on: dataset, against: evaluation).comparison)
        let difference = try #require(better.differences["accuracy"])
        #expect(difference.value > 0.1 && difference.interval.lower > 0 && difference.pValue == 0.001)
        let test = try #require(better.mcNemar)
        #expect(test.onlySecond == 0 && test.pValue < 1e-9)
        #expect(abs(Double(test.onlyFirst) / 400 - difference.value) < 1e-12)
    }

    @Test("what is encoded is read back the same")
    func roundTrip() throws {
        let (logits, classes) = Self.sample(60, sharpness: 2)
        let (evaluation, dataset) = Self.evaluation(Self.task, logits, classes.map { .class($0) })
        let full = FullEvaluation(evaluation, on: dataset, against: evaluation)
        #expect(try JSONDecoder().decode(FullEvaluation.self, from: JSONEncoder().encode(full)) == full)
    }
}
