import Foundation

/// What an axis of a plot shows.
public struct PlotAxis: Sendable, Equatable {
    /// How its numbers are written.
    public enum Unit: Sendable, Equatable {
        /// As they are.
        case number
        /// Fractions as percents.
        case percent
        /// With k, M or G, and what is counted.
        case amount(String)
    }

    /// Title of the axis.
    public var title: String
    /// How its numbers are written.
    public var unit: Unit
    /// Whether equal distances are equal ratios; values must be positive.
    public var isLogarithmic: Bool

    /// Creates an axis.
    public init(_ title: String, unit: Unit = .number, isLogarithmic: Bool = false) {
        self.title = title
        self.unit = unit
        self.isLogarithmic = isLogarithmic
    }

    func ticks(_ data: ClosedRange<Double>) -> AxisTicks {
        isLogarithmic ? .logarithmic(data) : .linear(data)
    }

    /// 0 at the start of the range, 1 at its end.
    func position(_ value: Double, in range: ClosedRange<Double>) -> Double {
        let scale: (Double) -> Double = isLogarithmic ? { log10($0) } : { $0 }
        return (scale(value) - scale(range.lowerBound)) / (scale(range.upperBound) - scale(range.lowerBound))
    }

    /// A tick's text.
    func text(_ value: Double) -> String {
        switch unit {
        case .number: Self.short(value)
        case .percent: "\(Self.short(value * 100)) %"
        case .amount(let unit): Self.amount(value, unit)
        }
    }

    private static func amount(_ value: Double, _ unit: String) -> String {
        let steps: [(Double, String)] = [(1e9, "G"), (1e6, "M"), (1e3, "k")]
        let step = steps.first { abs(value) >= $0.0 * (1 - 1e-9) } ?? (1, "")
        let suffix = step.1 + unit
        return short(value / step.0) + (suffix.isEmpty ? "" : " " + suffix)
    }

    /// At most six digits, without zeros at the end.
    private static func short(_ value: Double) -> String {
        let text = String(format: "%.6g", value)
        return text == "-0" ? "0" : text
    }
}
