import SpikeCore

/// Confidence intervals of any statistic by drawing examples again with replacement (Efron 1979), percentile method.
public struct Bootstrap: Sendable {
    /// Draws; the ends of a 95 % interval rest on the outer 2.5 % of them.
    public var resamples: Int
    /// Probability in (0, 1) that an interval is meant to cover.
    public var level: Double
    /// Seed of the draws: the same intervals on every machine.
    public var seed: UInt64

    /// Creates a bootstrap.
    public init(resamples: Int = 1000, level: Double = 0.95, seed: UInt64 = 0) {
        precondition(resamples > 1 && level > 0 && level < 1, "intervals need draws and a level in (0, 1)")
        self.resamples = resamples
        self.level = level
        self.seed = seed
    }

    /// The interval of a statistic of `count` examples, which gets their indices, some of them several times.
    ///
    /// Draws whose statistic is NaN, such as a correlation of one value drawn again and again, are left out; nil when
    /// half or fewer remain. Cost: `resamples` evaluations.
    public func interval(count: Int, _ statistic: ([Int]) -> Double) -> ConfidenceInterval? {
        interval(of: draws(count: count, statistic))
    }

    /// The interval of a difference, and a two-sided p value of it being 0: twice the smaller share of draws on one side
    /// of 0, draws at 0 counting half, and never below what the draws can tell.
    public func difference(
        count: Int, _ statistic: ([Int]) -> Double
    ) -> (interval: ConfidenceInterval, pValue: Double)? {
        let values = draws(count: count, statistic)
        guard let interval = interval(of: values) else { return nil }
        let below = Double(values.count { $0 < 0 }) + Double(values.count { $0 == 0 }) / 2
        let share = below / Double(values.count)
        return (interval, min(1, max(2 * min(share, 1 - share), 1 / Double(values.count))))
    }

    private func interval(of values: [Double]) -> ConfidenceInterval? {
        guard values.count * 2 > resamples else { return nil }
        let tail = (1 - level) / 2
        return ConfidenceInterval(
            lower: Self.quantile(tail, of: values), upper: Self.quantile(1 - tail, of: values), level: level)
    }

    /// Statistics of all draws that have one, sorted.
    private func draws(count: Int, _ statistic: ([Int]) -> Double) -> [Double] {
        var generator = SeededGenerator(seed: seed, stream: 60)
        let values = (0..<resamples).map { _ in
            statistic((0..<count).map { _ in generator.integer(below: count) })
        }
        return values.filter { !$0.isNaN }.sorted()
    }

    /// The value below which a share of sorted values lies, straight lines between them (NumPy's default); at least one
    /// value.
    public static func quantile(_ share: Double, of values: [Double]) -> Double {
        let place = share * Double(values.count - 1)
        let (low, high) = (Int(place.rounded(.down)), Int(place.rounded(.up)))
        return values[low] + (values[high] - values[low]) * (place - Double(low))
    }
}
