import SpikeModel

/// Fits stop rules on examples whose answers after every time step are known (docs/Evaluation.md, "Anytime").
public struct StopRuleFit: Sendable {
    /// `[examples][steps][classes]`.
    public let logits: [[[Float]]]
    /// The right class of every example.
    public let expected: [Int]

    /// Examples, at least one, all with as many steps.
    public init(logits: [[[Float]]], expected: [Int]) {
        precondition(!logits.isEmpty && logits.count == expected.count, "one class per example, and examples")
        precondition(Set(logits.map(\.count)).count == 1 && !logits[0].isEmpty, "as many steps for every example")
        self.logits = logits
        self.expected = expected
    }

    /// T.
    public var steps: Int { logits[0].count }

    /// τ_t of every step, by least log loss.
    public var temperatures: [Double] {
        (0..<steps).map { step in
            TemperatureScaling.fit(logits: logits.map { $0[step] }, expected: expected).temperature
        }
    }

    /// The rule with the smallest threshold at which, and above which, accuracy is within `tolerance` of that after T steps.
    ///
    /// - Parameter tolerance: fraction of the examples, for example 0.003.
    public func threshold(tolerance: Double, data: String) -> StopRule {
        var rule = StopRule(
            kind: .threshold, temperatures: temperatures, confidence: 2,
            provenance: .init(data: data, examples: expected.count, level: tolerance))
        let scored = ScoredSteps(logits, rule)
        func right(_ confidence: Double) -> Int {
            logits.indices.count { scored.outcome($0, at: confidence).answer == expected[$0] }
        }
        let least = Double(right(2)) - tolerance * Double(expected.count)
        for confidence in scored.candidates {
            guard Double(right(confidence)) >= least - 1e-9 else { break }
            rule.confidence = confidence
        }
        return rule
    }

    /// The rule whose chance of another answer than after T steps is at most `level` on a new example, if examples are
    /// exchangeable: the smallest threshold θ with (n · R(θ) + 1) / (n + 1) ≤ level, R the share of calibration examples
    /// that answer otherwise at θ or at any threshold above it.
    ///
    /// Up to the temperatures, which are fitted on the same examples. Cost: O(n · T + n log n).
    public func conformal(level: Double, data: String) -> StopRule {
        var rule = StopRule(
            kind: .conformal, temperatures: temperatures, confidence: 2,
            provenance: .init(data: data, examples: expected.count, level: level))
        let scored = ScoredSteps(logits, rule)
        let differing = logits.indices.compactMap(scored.highestDifferingThreshold).sorted(by: >)
        let allowed = Int((level * Double(expected.count + 1) - 1 + 1e-9).rounded(.down))
        guard allowed >= 0 else { return rule }
        // Above the first threshold at which one example too many answers otherwise.
        let bound = allowed < differing.count ? differing[allowed] : -.infinity
        rule.confidence = scored.thresholds.last { $0 > bound } ?? 2
        return rule
    }
}
