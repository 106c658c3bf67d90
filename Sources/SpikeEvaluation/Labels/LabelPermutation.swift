/// The order of classes that fits a model's predictions best, to notice labels that were swapped in training or config.
public struct LabelPermutation: Sendable, Equatable, Codable {
    /// Class that each predicted class should be read as for the best accuracy.
    public let classOfPrediction: [Int]
    /// Accuracy when read so.
    public let accuracy: Double
    /// Accuracy as the labels say.
    public let statedAccuracy: Double
    /// Whether the better order cannot be chance: the examples that it gains exceed those that it loses by more than
    /// four standard deviations, b - c > 4 sqrt(b + c) (McNemar).
    public let isClearlyBetter: Bool

    /// More classes than this are not searched.
    public static let maximumClasses = 12

    /// Finds the best order by dynamic programming over sets of classes.
    ///
    /// - Parameters:
    ///   - logits: `[examples][classes]`, in the order of the task's classes.
    ///   - expected: true class of every example, `0..<classes`.
    /// - Returns: nil without examples, or for fewer than 2 or more than `maximumClasses` classes.
    /// - Complexity: O(examples + 2^classes · classes)
    public init?(logits: [[Float]], expected: [Int]) {
        precondition(logits.count == expected.count, "one row of logits per example")
        guard let classes = logits.first?.count, (2...Self.maximumClasses).contains(classes) else { return nil }
        let predicted = logits.map(\.indexOfLargest)
        var hits = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        for (guess, truth) in zip(predicted, expected) { hits[guess][truth] += 1 }
        let best = Self.bestAssignment(hits)
        var gained = 0
        var lost = 0
        for (guess, truth) in zip(predicted, expected) where best[guess] != guess {
            gained += best[guess] == truth ? 1 : 0
            lost += guess == truth ? 1 : 0
        }
        let right = hits.indices.reduce(0) { $0 + hits[$1][$1] }
        classOfPrediction = best
        statedAccuracy = Double(right) / Double(expected.count)
        accuracy = Double(right + gained - lost) / Double(expected.count)
        isClearlyBetter = Double(gained - lost) > 4 * Double(gained + lost).squareRoot()
    }

    /// One class for every prediction, each used once, with the largest sum of `hits[prediction][class]`.
    ///
    /// Ties go to the order as stated, because a prediction's own class is tried first.
    private static func bestAssignment(_ hits: [[Int]]) -> [Int] {
        let classes = hits.count
        // sums[set]: best sum when predictions 0..<set.count take the classes of the set.
        var sums = [Int](repeating: -1, count: 1 << classes)
        var lastClass = [Int](repeating: 0, count: 1 << classes)
        sums[0] = 0
        for set in 1..<(1 << classes) {
            let prediction = set.nonzeroBitCount - 1
            let ownFirst = [prediction] + (0..<classes).filter { $0 != prediction }
            for candidate in ownFirst where set & (1 << candidate) != 0 {
                let sum = sums[set ^ (1 << candidate)] + hits[prediction][candidate]
                if sum > sums[set] { (sums[set], lastClass[set]) = (sum, candidate) }
            }
        }
        var assignment = [Int](repeating: 0, count: classes)
        var set = (1 << classes) - 1
        for prediction in (0..<classes).reversed() {
            assignment[prediction] = lastClass[set]
            set ^= 1 << lastClass[set]
        }
        return assignment
    }

    /// One sentence for people; names are the task's display labels.
    public func explanation(labels: [String]) -> String {
        let order = classOfPrediction.enumerated().filter { $0.offset != $0.element }
            .map { "\(labels[$0.offset]) as \(labels[$0.element])" }
        return "the model's labels look permuted: reading \(order.joined(separator: ", ")) gives accuracy "
            + "\(accuracy) instead of \(statedAccuracy); correct id2label in its config.json"
    }
}
