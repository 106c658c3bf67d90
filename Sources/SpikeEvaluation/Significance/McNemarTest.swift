import Foundation

/// Whether two classifiers are right equally often on the same examples: McNemar's exact test.
public struct McNemarTest: Sendable, Equatable, Codable {
    /// Examples that only the first classifier has right.
    public let onlyFirst: Int
    /// Examples that only the second has right.
    public let onlySecond: Int
    /// Two-sided: the probability that fair coins fall at least as unevenly, 2 · P(X ≤ min) for X ~ Binomial(n, ½), at
    /// most 1.
    public let pValue: Double

    /// The test on which examples each has right; traps when they differ in number.
    public init(first: [Bool], second: [Bool]) {
        precondition(first.count == second.count, "both classifiers answer the same examples")
        onlyFirst = zip(first, second).count { $0 && !$1 }
        onlySecond = zip(first, second).count { !$0 && $1 }
        let (few, all) = (min(onlyFirst, onlySecond), onlyFirst + onlySecond)
        // ln of binomial coefficients, so that thousands of differences neither overflow nor underflow.
        func logChoose(_ k: Int) -> Double {
            lgamma(Double(all) + 1) - lgamma(Double(k) + 1) - lgamma(Double(all - k) + 1)
        }
        let tail = (0...few).reduce(0.0) { $0 + exp(logChoose($1) - Double(all) * log(2)) }
        pValue = min(1, 2 * tail)
    }
}
