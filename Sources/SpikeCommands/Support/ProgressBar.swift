import Foundation

/// A bar on a terminal, nothing elsewhere: for work of some seconds whose result says it all.
final class ProgressBar {
    private let label: String
    private let total: Int
    private let start = ContinuousClock.now
    private var drawn = ContinuousClock.now

    init(label: String, total: Int) {
        self.label = label
        self.total = total
    }

    func update(_ done: Int) {
        let now = ContinuousClock.now
        guard Console.isInteractive, now - drawn > .milliseconds(100) || done == total else { return }
        drawn = now
        let rest = (now - start) / Double(max(done, 1)) * Double(total - done)
        Console.redraw("\(label) \(Self.bar(done, of: total)) \(done)/\(total)  ETA \(Self.time(rest / .seconds(1)))")
    }

    func finish() {
        if Console.isInteractive { Console.redraw("") }
    }

    /// A bar of 24 cells.
    static func bar(_ done: Int, of total: Int) -> String {
        let cells = 24 * min(done, total) / max(total, 1)
        return String(repeating: "█", count: cells) + String(repeating: "░", count: 24 - cells)
    }

    /// `m:ss`, or `h:mm:ss` from an hour on.
    static func time(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0
            ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
    }
}
