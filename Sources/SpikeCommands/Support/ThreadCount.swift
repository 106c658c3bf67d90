import ArgumentParser

/// The option `--threads`, where nil stands for all cores.
enum ThreadCount {
    /// More than any machine has, and few enough for every library that is told the number.
    private static let most = 4096

    static func validate(_ threads: Int?) throws {
        guard let threads else { return }
        guard threads >= 1 else { throw ValidationError("--threads must be at least 1") }
        guard threads <= most else { throw ValidationError("--threads must be at most \(most)") }
    }
}
