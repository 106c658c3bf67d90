/// Correlation of predicted with true scores, as SciPy computes it.
///
/// Both arrays have one score per example, in the same order; traps when they differ in length. NaN where undefined:
/// fewer than two examples, or one array constant.
public enum CorrelationMetrics {
    /// Pearson correlation: Σ (x - mean x)(y - mean y) / (|x - mean x| |y - mean y|), clipped to [-1, 1].
    public static func pearson(_ left: [Double], _ right: [Double]) -> Double {
        precondition(left.count == right.count, "one prediction per example")
        guard left.count >= 2, !isConstant(left), !isConstant(right) else { return .nan }
        let leftUnit = centredUnit(left)
        let rightUnit = centredUnit(right)
        return min(max(zip(leftUnit, rightUnit).reduce(0) { $0 + $1.0 * $1.1 }, -1), 1)
    }

    /// Spearman correlation: the Pearson correlation of ranks, where equal values share the mean of their ranks.
    public static func spearman(_ left: [Double], _ right: [Double]) -> Double {
        pearson(ranks(left), ranks(right))
    }

    /// Rank of every value from 1; equal values share the mean of their ranks. NaN has no rank and makes all NaN.
    static func ranks(_ values: [Double]) -> [Double] {
        guard !values.contains(where: \.isNaN) else { return values.map { _ in .nan } }
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var first = 0
        while first < order.count {
            var last = first
            while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
            for position in first...last { ranks[order[position]] = Double(first + last) / 2 + 1 }
            first = last + 1
        }
        return ranks
    }

    private static func isConstant(_ values: [Double]) -> Bool { values.allSatisfy { $0 == values[0] } }

    private static func centredUnit(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(values.count)
        let centred = values.map { $0 - mean }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return centred.map { $0 / length }
    }
}
