import Foundation

extension Double {
    /// The number with a fixed number of decimals, for people.
    func rounded(_ decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}
