import Foundation

/// Numbers for people.
public enum NumberText {
    /// With a fixed number of decimals.
    public static func fixed(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }

    /// A fraction as percents.
    public static func percent(_ share: Double) -> String { fixed(100 * share, 1) + "\u{202F}%" }

    /// Picojoules as microjoules, three digits.
    public static func microjoules(_ picojoules: Double) -> String {
        let value = picojoules / 1e6
        return fixed(value, value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0)
    }

    /// With commas between thousands.
    public static func grouped(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }
}
