import Foundation

/// Round numbers along an axis, and the range that they and the data span.
public struct AxisTicks: Sendable, Equatable {
    /// Where there are ticks, ascending.
    public let values: [Double]
    /// What the axis shows.
    public let range: ClosedRange<Double>

    /// Ticks at multiples of 1, 2 or 5 times a power of ten; the range ends at ticks.
    ///
    /// - Parameters:
    ///   - data: finite values to span; the range is widened where they are all equal.
    ///   - count: ticks to aim at, at least 2.
    public static func linear(_ data: ClosedRange<Double>, count: Int = 6) -> AxisTicks {
        let spread = data.upperBound - data.lowerBound
        let size = max(abs(data.lowerBound), abs(data.upperBound))
        // A single value, or values that differ in their last bits only, stand in the middle of a tenth of themselves.
        let pad = spread > size * 1e-9 ? 0 : max(size * 0.05, 0.5)
        let (low, high) = (data.lowerBound - pad, data.upperBound + pad)
        let step = roundStep((high - low) / Double(max(count - 1, 1)))
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        // Multiples instead of sums, so that errors do not add up.
        let values = stride(from: first, through: last, by: 1).map { clean($0 * step, step: step) }
        return AxisTicks(values: values, range: (values.first ?? low)...(values.last ?? high))
    }

    /// Ticks at 1, 2 and 5 times powers of ten, or at powers alone where those are too many; the range has some room beyond
    /// the data.
    public static func logarithmic(_ data: ClosedRange<Double>) -> AxisTicks {
        precondition(data.lowerBound > 0, "logarithms need positive values")
        let (first, last) = (log10(data.lowerBound), log10(data.upperBound))
        let room = max((last - first) * 0.06, 0.06)
        let (low, high) = (first - room, last + room)
        let exponents = Int(low.rounded(.down))...Int(high.rounded(.up))
        func ticks(_ factors: [Double]) -> [Double] {
            exponents.flatMap { exponent in factors.map { $0 * pow(10, Double(exponent)) } }
                .filter { (low...high).contains(log10($0)) }
        }
        let candidates = [[1, 2, 5], [1, 3], [1]].map(ticks)
        let fine = candidates.first { $0.count <= 8 } ?? candidates[2]
        let values = fine.count >= 2 ? fine : ticks([1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9])
        return AxisTicks(values: values, range: pow(10, low)...pow(10, high))
    }

    /// 1, 2 or 5 times a power of ten, not below `rough`.
    private static func roundStep(_ rough: Double) -> Double {
        let power = pow(10, log10(rough).rounded(.down))
        let factor = [1.0, 2, 5, 10].first { $0 * power >= rough * (1 - 1e-9) } ?? 10
        return factor * power
    }

    /// Without the digits that only come from binary fractions.
    private static func clean(_ value: Double, step: Double) -> Double {
        let decimals = max(0, Int((-log10(step)).rounded(.up)))
        let scale = pow(10, Double(decimals))
        return (value * scale).rounded() / scale
    }
}
