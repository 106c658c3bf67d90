import SpikeCore

/// How sure a classifier is, against how often it is right: as it is, and after temperature scaling.
public struct CalibrationReport: Sendable, Equatable, Codable {
    /// The numbers of one set of probabilities.
    public struct Measures: Sendable, Equatable, Codable {
        /// ECE over bins of equal width, in [0, 1].
        public let expectedCalibrationError: Double
        /// ECE over bins of equally many examples, in [0, 1].
        public let equalMassCalibrationError: Double
        /// MCE over bins of equal width, in [0, 1].
        public let maximumCalibrationError: Double
        /// Σ over classes, in [0, 2].
        public let brierScore: Double
        /// In nats.
        public let logLoss: Double
        /// Mean highest probability.
        public let meanConfidence: Double
        /// Bins of equal width.
        public let reliability: ReliabilityCurve
        /// The ECE that chance alone would make of an honest model.
        public let noise: CalibrationNoise

        init(_ probabilities: ClassProbabilities, bins: Int) {
            reliability = ReliabilityCurve(probabilities, bins: bins)
            expectedCalibrationError = reliability.expectedCalibrationError
            maximumCalibrationError = reliability.maximumCalibrationError
            equalMassCalibrationError =
                ReliabilityCurve(probabilities, binning: .equalMass, bins: bins).expectedCalibrationError
            noise = CalibrationNoise(probabilities, bins: bins)
            brierScore = probabilities.brierScore
            logLoss = probabilities.logLoss
            let confidences = probabilities.confidences
            meanConfidence = confidences.reduce(0) { $0 + $1.confidence } / Double(confidences.count)
        }
    }

    /// The model's own probabilities.
    public let unscaled: Measures
    /// Every example scaled by the temperature of the half that it is not in; nil with fewer than two examples.
    public let scaled: Measures?
    /// The temperature of all examples, which a deployed model should have.
    public let temperature: TemperatureScaling

    /// Bins of every curve.
    public static let bins = 15
    /// Whether a temperature of the halves, or of all, is at the end of its range, as where a part has no errors.
    public let hasBoundedTemperature: Bool
    private static let halvesStream: UInt64 = 61

    /// The report on logits of one split.
    ///
    /// Temperatures are fitted on one half of the examples and measured on the other, both ways round, so that no example
    /// is scaled by a temperature that has seen it and all are measured. The halves are drawn from a fixed seed.
    /// - Parameters:
    ///   - logits: `[examples][classes]`, at least one example and two classes.
    ///   - expected: the right class of every example.
    public init(logits: [[Float]], expected: [Int]) {
        unscaled = Measures(ClassProbabilities(logits: logits, expected: expected), bins: Self.bins)
        temperature = TemperatureScaling.fit(logits: logits, expected: expected)
        var generator = SeededGenerator(seed: 0, stream: Self.halvesStream)
        let order = generator.permutation(expected.count)
        let halves = [Array(order[..<(order.count / 2)]), Array(order[(order.count / 2)...])]
        guard !halves[0].isEmpty else {
            (scaled, hasBoundedTemperature) = (nil, temperature.isAtBound)
            return
        }
        var rescaled = logits
        var isBounded = temperature.isAtBound
        for (fitted, measured) in [(halves[0], halves[1]), (halves[1], halves[0])] {
            let scaling = TemperatureScaling.fit(
                logits: fitted.map { logits[$0] }, expected: fitted.map { expected[$0] })
            isBounded = isBounded || scaling.isAtBound
            for index in measured { rescaled[index] = logits[index].map { $0 / Float(scaling.temperature) } }
        }
        scaled = Measures(ClassProbabilities(logits: rescaled, expected: expected), bins: Self.bins)
        hasBoundedTemperature = isBounded
    }
}
