import SpikeCore
import SpikeModel

/// What a student says after every time step, and what stopping early saves and costs.
public struct AnytimeReport: Sendable, Equatable, Codable {
    /// All examples stopped after the same step.
    public struct Step: Sendable, Equatable, Codable {
        /// Steps.
        public let steps: Int
        /// Share of right answers.
        public let accuracy: Double
        /// ECE as it is and after temperature scaling, cross-fitted.
        public let calibrationError: Double
        /// nil with one example.
        public let scaledCalibrationError: Double?
        /// Mean energy L1 a sequence in picojoules; nil where it was not computed.
        public let picojoules: Double?
    }

    /// A rule on examples that it was not fitted on.
    public struct Rule: Sendable, Equatable, Codable {
        /// How its threshold was chosen.
        public let kind: StopRule.Kind
        /// Accuracy that may be lost, or the stated chance of another answer.
        public let level: Double
        /// Mean over examples.
        public let meanSteps: Double
        /// 1 − mean steps / T.
        public let savedSteps: Double
        /// Share of right answers.
        public let accuracy: Double
        /// That after T steps, less this one.
        public let lostAccuracy: Double
        /// Share of examples that answer otherwise than after T steps.
        public let otherAnswers: Double
        /// Mean energy L1 a sequence in picojoules; nil where it was not computed.
        public let picojoules: Double?
        /// Examples by the number of steps they took, step 1 first.
        public let histogram: [Int]
    }

    /// A point of the curve over thresholds, rule fitted and measured on halves.
    public struct Point: Sendable, Equatable, Codable {
        /// Confidence that is enough.
        public let confidence: Double
        /// Mean over examples.
        public let meanSteps: Double
        /// Share of right answers.
        public let accuracy: Double
        /// Mean energy L1 a sequence in picojoules; nil where it was not computed.
        public let picojoules: Double?
    }

    /// Examples.
    public let examples: Int
    /// T.
    public let timeSteps: Int
    /// Every step.
    public let steps: [Step]
    /// Rules fitted on one half of the examples and measured on the other, both ways round.
    public let rules: [Rule]
    /// Accuracy and energy over the threshold.
    public let curve: [Point]

    private static let halvesStream: UInt64 = 62
    private static let confidences =
        [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.97, 0.98, 0.99, 0.995, 0.999]

    /// Measures steps and rules.
    ///
    /// - Parameters:
    ///   - fit: at least four examples.
    ///   - energies: L1 of every example when it stops after step 1, 2, …, picojoules; nil = not computed.
    ///   - tolerance: of the threshold rule.
    ///   - level: of the conformal rule.
    public init(_ fit: StopRuleFit, energies: [[Double]]?, tolerance: Double, level: Double) {
        let measured = Measured(fit, energies)
        examples = fit.expected.count
        timeSteps = fit.steps
        steps = (0..<fit.steps).map { measured.step($0) }
        var generator = SeededGenerator(seed: 0, stream: Self.halvesStream)
        let order = generator.permutation(fit.expected.count)
        let halves = [Array(order[..<(order.count / 2)]), Array(order[(order.count / 2)...])]
        let fits = halves.map { half in
            StopRuleFit(logits: half.map { fit.logits[$0] }, expected: half.map { fit.expected[$0] })
        }
        rules = StopRule.Kind.allCases.map { kind in
            let pairs = zip(halves.reversed(), fits).map { other, fit in
                let rule =
                    kind == .threshold
                    ? fit.threshold(tolerance: tolerance, data: "half") : fit.conformal(level: level, data: "half")
                return (rule, other)
            }
            return measured.rule(kind, level: kind == .threshold ? tolerance : level, pairs)
        }
        let plain = zip(halves.reversed(), fits).map { other, fit in
            (fit.threshold(tolerance: tolerance, data: "half"), other)
        }
        curve = Self.confidences.map { confidence in
            measured.point(
                confidence,
                plain.map { rule, indices in
                    var moved = rule
                    moved.confidence = confidence
                    return (moved, indices)
                })
        }
    }
}

/// Examples with what rules make of them.
private struct Measured {
    let fit: StopRuleFit
    let energies: [[Double]]?

    init(_ fit: StopRuleFit, _ energies: [[Double]]?) {
        self.fit = fit
        self.energies = energies
    }

    private var count: Double { Double(fit.expected.count) }

    func step(_ index: Int) -> AnytimeReport.Step {
        let logits = fit.logits.map { $0[index] }
        let calibration = CalibrationReport(logits: logits, expected: fit.expected)
        let right = zip(logits, fit.expected).count { ScoredSteps.answer($0) == $1 }
        return AnytimeReport.Step(
            steps: index + 1, accuracy: Double(right) / count,
            calibrationError: calibration.unscaled.expectedCalibrationError,
            scaledCalibrationError: calibration.scaled?.expectedCalibrationError,
            picojoules: energies.map { $0.reduce(0) { $0 + $1[index] } / count })
    }

    /// What all examples did: `(index, steps, answer)`.
    private func outcomes(_ pairs: [(StopRule, [Int])]) -> [(index: Int, steps: Int, answer: Int)] {
        pairs.flatMap { rule, indices -> [(index: Int, steps: Int, answer: Int)] in
            let scored = ScoredSteps(indices.map { fit.logits[$0] }, rule)
            return indices.enumerated().map { place, index in
                let outcome = scored.outcome(place, at: rule.confidence)
                return (index, outcome.steps, outcome.answer)
            }
        }
    }

    private func energy(_ outcomes: [(index: Int, steps: Int, answer: Int)]) -> Double? {
        energies.map { energies in outcomes.reduce(0) { $0 + energies[$1.index][$1.steps - 1] } / count }
    }

    func rule(_ kind: StopRule.Kind, level: Double, _ pairs: [(StopRule, [Int])]) -> AnytimeReport.Rule {
        let outcomes = outcomes(pairs)
        let last = fit.logits.map { ScoredSteps.answer($0[fit.steps - 1]) }
        let full = zip(last, fit.expected).count { $0 == $1 }
        let right = outcomes.count { $0.answer == fit.expected[$0.index] }
        var histogram = [Int](repeating: 0, count: fit.steps)
        for outcome in outcomes { histogram[outcome.steps - 1] += 1 }
        let mean = Double(outcomes.reduce(0) { $0 + $1.steps }) / count
        return AnytimeReport.Rule(
            kind: kind, level: level, meanSteps: mean, savedSteps: 1 - mean / Double(fit.steps),
            accuracy: Double(right) / count, lostAccuracy: Double(full - right) / count,
            otherAnswers: Double(outcomes.count { $0.answer != last[$0.index] }) / count, picojoules: energy(outcomes),
            histogram: histogram)
    }

    func point(_ confidence: Double, _ pairs: [(StopRule, [Int])]) -> AnytimeReport.Point {
        let outcomes = outcomes(pairs)
        return AnytimeReport.Point(
            confidence: confidence, meanSteps: Double(outcomes.reduce(0) { $0 + $1.steps }) / count,
            accuracy: Double(outcomes.count { $0.answer == fit.expected[$0.index] }) / count,
            picojoules: energy(outcomes))
    }
}
