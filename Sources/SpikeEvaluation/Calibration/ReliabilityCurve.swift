/// How often a classifier is right when it says how sure it is (docs/Evaluation.md, "Calibration").
public struct ReliabilityCurve: Sendable, Equatable, Codable {
    /// How confidences are put into bins.
    public enum Binning: String, Sendable, Codable, CaseIterable {
        /// Bins of one width over [0, 1]: the usual definition (Naeini et al. 2015).
        case equalWidth
        /// Bins of equally many examples, as far as their number divides: no bin is nearly empty.
        case equalMass
    }

    /// The examples of one range of confidence.
    public struct Bin: Sendable, Equatable, Codable {
        /// Lowest confidence of the range; of the examples with `equalMass`.
        public let lower: Double
        /// Highest confidence of the range; of the examples with `equalMass`.
        public let upper: Double
        /// Number of examples.
        public let count: Int
        /// Their mean confidence; nil in an empty bin.
        public let confidence: Double?
        /// The fraction of them that is right; nil in an empty bin.
        public let accuracy: Double?

        /// How far confidence and accuracy are apart; nil in an empty bin.
        var gap: Double? {
            guard let confidence, let accuracy else { return nil }
            return abs(accuracy - confidence)
        }
    }

    /// How the bins were made.
    public let binning: Binning
    /// From the lowest confidence up.
    public let bins: [Bin]

    /// The curve of some predictions.
    ///
    /// - Parameters:
    ///   - probabilities: at least one example.
    ///   - binning: which examples share a bin.
    ///   - count: number of bins, at least 1; with `equalMass` never more than examples.
    public init(_ probabilities: ClassProbabilities, binning: Binning = .equalWidth, bins count: Int = 15) {
        precondition(count > 0, "a curve needs bins")
        self.binning = binning
        let confidences = probabilities.confidences
        bins =
            switch binning {
            case .equalWidth: Self.equalWidth(confidences, count)
            case .equalMass: Self.equalMass(confidences, count)
            }
    }

    /// ECE: Σ_b n_b/N · |accuracy_b − confidence_b|, in [0, 1].
    public var expectedCalibrationError: Double {
        let examples = bins.reduce(0) { $0 + $1.count }
        return bins.reduce(0) { $0 + Double($1.count) * ($1.gap ?? 0) } / Double(examples)
    }

    /// MCE: the largest |accuracy_b − confidence_b| of all bins that are not empty, in [0, 1].
    public var maximumCalibrationError: Double { bins.compactMap(\.gap).max() ?? 0 }

    private typealias Confidence = (confidence: Double, isRight: Bool)

    /// Bin b holds confidences in (b/n, (b+1)/n], the first one 0 too.
    private static func equalWidth(_ confidences: [Confidence], _ count: Int) -> [Bin] {
        var members = [[Confidence]](repeating: [], count: count)
        for item in confidences {
            let place = Int((item.confidence * Double(count)).rounded(.up)) - 1
            members[min(max(place, 0), count - 1)].append(item)
        }
        return members.enumerated().map { index, items in
            bin(items, from: Double(index) / Double(count), to: Double(index + 1) / Double(count))
        }
    }

    /// Sizes differ by at most one, the larger bins first; equal confidences keep the order of the examples.
    private static func equalMass(_ confidences: [Confidence], _ count: Int) -> [Bin] {
        let order = confidences.indices.sorted { (confidences[$0].confidence, $0) < (confidences[$1].confidence, $1) }
        let count = min(count, order.count)
        var start = 0
        return (0..<count).map { index in
            let size = order.count / count + (index < order.count % count ? 1 : 0)
            let items = order[start..<start + size].map { confidences[$0] }
            start += size
            return bin(items, from: items[0].confidence, to: items[items.count - 1].confidence)
        }
    }

    private static func bin(_ items: [Confidence], from lower: Double, to upper: Double) -> Bin {
        let count = Double(items.count)
        return Bin(
            lower: lower, upper: upper, count: items.count,
            confidence: items.isEmpty ? nil : items.reduce(0) { $0 + $1.confidence } / count,
            accuracy: items.isEmpty ? nil : Double(items.count { $0.isRight }) / count)
    }
}
