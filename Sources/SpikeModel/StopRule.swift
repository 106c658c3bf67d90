import Foundation

/// When a student that answers after every time step has said enough; kept beside its packed model in `stop_rules.json`.
///
/// Stop at the first step t, not before `minimumSteps`, whose confidence max softmax(logits_t / τ_t) is at least the threshold; else at T.
public struct StopRule: Sendable, Equatable, Codable {
    /// How the threshold was chosen.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// The smallest one that keeps the metric of the calibration examples within a tolerance.
        case threshold
        /// One with which the chance of answering otherwise than after T steps is at most `level` (conformal risk control,
        /// arXiv:2208.02814).
        case conformal
    }

    /// What the rule was fitted on, and how.
    public struct Provenance: Sendable, Equatable, Codable {
        /// Task and split.
        public var data: String
        /// Calibration examples.
        public var examples: Int
        /// `threshold`: how much accuracy may be lost; `conformal`: the stated chance of another answer.
        public var level: Double

        /// Creates a provenance.
        public init(data: String, examples: Int, level: Double) {
            self.data = data
            self.examples = examples
            self.level = level
        }
    }

    /// How the threshold was chosen.
    public var kind: Kind
    /// τ_t > 0 of step 1, 2, … T.
    public var temperatures: [Double]
    /// Confidence in [0, 1], or more where no confidence is enough.
    public var confidence: Double
    /// Steps before which it never stops.
    public var minimumSteps: Int
    /// What it was fitted on.
    public var provenance: Provenance

    enum CodingKeys: String, CodingKey {
        case kind
        case temperatures
        case confidence
        case minimumSteps = "minimum_steps"
        case provenance
    }

    /// Creates a rule.
    public init(
        kind: Kind, temperatures: [Double], confidence: Double, minimumSteps: Int = 1, provenance: Provenance
    ) {
        self.kind = kind
        self.temperatures = temperatures
        self.confidence = confidence
        self.minimumSteps = minimumSteps
        self.provenance = provenance
    }

    /// Checks ranges.
    public func validate() throws(ConfigError) {
        guard !temperatures.isEmpty, temperatures.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .outOfRange(key: "temperatures", value: "\(temperatures)", allowed: "at least one, all above 0")
        }
        guard confidence >= 0, confidence.isFinite else {
            throw .outOfRange(key: "confidence", value: "\(confidence)", allowed: "at least 0")
        }
        guard (1...temperatures.count).contains(minimumSteps) else {
            throw .outOfRange(key: "minimum_steps", value: "\(minimumSteps)", allowed: "1...\(temperatures.count)")
        }
    }

    /// T: steps of the students it was fitted on.
    public var timeSteps: Int { temperatures.count }

    /// Highest probability of softmax(logits / τ_t).
    ///
    /// - Parameter step: from 1.
    public func confidence(of logits: [Float], step: Int) -> Double {
        let scaled = logits.map { Double($0) / temperatures[step - 1] }
        let highest = scaled.max() ?? 0
        return 1 / scaled.reduce(0) { $0 + exp($1 - highest) }
    }

    /// Whether to stop after `step` steps, counted from 1.
    public func stops(after step: Int, logits: [Float]) -> Bool {
        step >= timeSteps || step >= minimumSteps && confidence(of: logits, step: step) >= confidence
    }
}
