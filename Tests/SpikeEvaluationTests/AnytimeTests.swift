import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeModel
import SpikeRuntime
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("Stopping early")
struct AnytimeTests {
    /// Examples that become surer, and more often right, from step to step.
    static func fit(_ count: Int, seed: UInt64) -> StopRuleFit {
        var generator = SeededGenerator(seed: seed, stream: 5)
        var logits: [[[Float]]] = []
        var expected: [Int] = []
        for _ in 0..<count {
            let label = generator.integer(below: 2)
            let margin = Float(generator.integer(below: 100)) / 25 - 1
            let steps = (1...4).map { step -> [Float] in
                let noise = (Float(generator.integer(below: 100)) / 50 - 1) * 2 / Float(step)
                let value = margin * (0.5 + Float(step) / 8) + noise
                return label == 0 ? [value, 0] : [0, value]
            }
            logits.append(steps)
            expected.append(label)
        }
        return StopRuleFit(logits: logits, expected: expected)
    }

    @Test(
        "stepped answers are those of students with that many steps", arguments: [SpikeSchedule.perStep, .realResidual])
    func prefixes(schedule: SpikeSchedule) throws {
        var draw = RandomStudent(seed: 77)
        let config = draw.config(schedule: schedule, encodings: [.ternary])
        let model = try draw.student(config)
        let batch = draw.batch([3, 8], config.encoder)
        let stepped = try SpikingClassifier(model, options: RuntimeOptions(threads: 2)).predictEveryStep(
            batch, observing: true)
        for steps in 1...config.spiking.timeSteps {
            let whole = try SpikingClassifier(model, options: RuntimeOptions(timeSteps: steps, threads: 1))
            var seen: [SiteActivity] = []
            let logits = try whole.predict(batch) { seen.append($0) }.logits
            #expect(stepped.map { $0.logits[steps - 1] } == logits)
            #expect(stepped[0].activities[steps - 1].map(\.counts) == seen.filter { $0.sequence == 0 }.map(\.counts))
        }
        #expect(stepped.allSatisfy { $0.steps == config.spiking.timeSteps })
    }

    @Test("a sequence stops when it is told to, and no later; counted students have no steps")
    func stops() throws {
        var draw = RandomStudent(seed: 78)
        var config = draw.config(schedule: .perStep, encodings: [.ternary])
        config.spiking.timeSteps = 5
        let student = try SpikingClassifier(draw.student(config), options: RuntimeOptions(threads: 1))
        let batch = draw.batch([4], config.encoder)
        #expect(try student.predictSteps(batch) { steps, _ in steps == 2 }[0].steps == 2)
        #expect(try student.predictSteps(batch) { _, _ in false }[0].steps == 5)
        let counted = draw.config(schedule: .counted, encodings: [.ternary])
        let other = try SpikingClassifier(draw.student(counted), options: RuntimeOptions(threads: 1))
        #expect(!other.answersEveryStep)
        #expect(throws: InferenceError.noSteps) { try other.predictEveryStep(batch) }
    }

    @Test("the threshold rule keeps accuracy on its examples; a larger tolerance saves more")
    func threshold() {
        let fit = Self.fit(600, seed: 1)
        let strict = AnytimeReport(fit, energies: nil, tolerance: 0, level: 0.05).rules[0]
        let loose = AnytimeReport(fit, energies: nil, tolerance: 0.05, level: 0.05).rules[0]
        #expect(loose.savedSteps >= strict.savedSteps && loose.savedSteps > 0.2)
        #expect(strict.lostAccuracy < 0.03 && loose.lostAccuracy < 0.08)
        #expect(loose.histogram.reduce(0, +) == 600)
    }

    @Test("the conformal rule's stated chance holds on new examples")
    func conformal() {
        var other = 0.0
        for seed in UInt64(0)..<20 {
            let rule = Self.fit(200, seed: 100 + seed).conformal(level: 0.05, data: "")
            let fresh = Self.fit(500, seed: 900 + seed)
            let differing = fresh.logits.count { example in
                let step = example.indices.first { rule.stops(after: $0 + 1, logits: example[$0]) } ?? 3
                return (example[step][1] > example[step][0]) != (example[3][1] > example[3][0])
            }
            other += Double(differing) / 500 / 20
        }
        #expect(other <= 0.05 && other > 0)
        // Too few examples to promise anything: never stops early.
        #expect(Self.fit(10, seed: 3).conformal(level: 0.05, data: "").confidence > 1)
    }

    @Test(
        "the conformal threshold is the smallest one that may be taken, tried one by one",
        arguments: 0..<6 as Range<UInt64>)
    func smallest(seed: UInt64) {
        let (fit, level) = (Self.fit(80, seed: seed), 0.06)
        var rule = fit.conformal(level: level, data: "")
        let found = rule.confidence
        let confidences = fit.logits.flatMap { example in
            example.indices.dropLast().map { rule.confidence(of: example[$0], step: $0 + 1) }
        }
        var best = 2.0
        var differed: Set<Int> = []
        for confidence in Set(confidences).sorted(by: >) {
            rule.confidence = confidence
            for (index, example) in fit.logits.enumerated() {
                let step = example.indices.first { rule.stops(after: $0 + 1, logits: example[$0]) } ?? 3
                if (example[step][1] > example[step][0]) != (example[3][1] > example[3][0]) { differed.insert(index) }
            }
            guard Double(differed.count + 1) / 81 <= level else { break }
            best = confidence
        }
        #expect(found == best && best < 1)
    }

    @Test("energies follow the steps, and rules survive their file's form")
    func energies() throws {
        let fit = Self.fit(80, seed: 2)
        let energies = [[Double]](repeating: [1, 2, 3, 4], count: 80)
        let report = AnytimeReport(fit, energies: energies, tolerance: 0.02, level: 0.1)
        for rule in report.rules { #expect(abs((rule.picojoules ?? 0) - rule.meanSteps) < 1e-9) }
        #expect(report.steps.map(\.picojoules) == [1, 2, 3, 4])
        let rule = fit.threshold(tolerance: 0.02, data: "toy")
        try rule.validate()
        #expect(try JSONDecoder().decode(StopRule.self, from: JSONEncoder().encode(rule)) == rule)
        var broken = rule
        broken.temperatures[1] = 0
        #expect(throws: ConfigError.self) { try broken.validate() }
        broken = rule
        broken.minimumSteps = 9
        #expect(throws: ConfigError.self) { try broken.validate() }
    }
}
