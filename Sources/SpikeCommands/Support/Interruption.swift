import Foundation
import Synchronization

/// Turns Ctrl-C and SIGTERM into a request that a training asks for after every step; a second one ends at once.
enum Interruption {
    private static let requested = Atomic<Bool>(false)

    /// Whether the process was asked to stop.
    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Starts to catch the signals.
    static func catchSignals() {
        let handler: @convention(c) (Int32) -> Void = { _ in
            // Only async-signal-safe calls here.
            if Interruption.requested.exchange(true, ordering: .relaxed) { _exit(130) }
        }
        signal(SIGINT, handler)
        signal(SIGTERM, handler)
    }
}
