import Foundation
import Synchronization

/// Energy of a Mac's processor: what Apple's `powermetrics` reports while it runs, power times time, added up.
///
/// The program needs root. A reading is at most one interval old, so windows should last a hundred of them.
public final class PowermetricsMeter: EnergyMeter {
    /// Where macOS has it.
    public static let standardProgram = URL(fileURLWithPath: "/usr/bin/powermetrics")
    /// Milliseconds between samples.
    public static let interval = 100

    private struct State {
        var joules = 0.0
        var samples = 0
        /// Bytes of a sample that is not complete yet.
        var pending = Data()
        var problem: PowerMeterError?
    }

    /// What is added up, for people.
    public let domainNames = ["processor (powermetrics)"]
    private let program: URL
    private let process: Mutex<Process>
    private let state = Mutex(State())
    private let output = Pipe()

    /// Starts the program and waits for its first sample.
    ///
    /// - Parameter patience: seconds to wait for it.
    /// - Throws: `PowerMeterError` when it is missing, may not run, or says something else than samples.
    public init(program: URL = standardProgram, patience: Double = 5) throws(PowerMeterError) {
        self.program = program
        let process = Process()
        process.executableURL = program
        process.arguments = ["--samplers", "cpu_power", "-i", "\(Self.interval)", "-f", "plist"]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        self.process = Mutex(process)
        guard FileManager.default.isExecutableFile(atPath: program.path) else { throw .missing(path: program.path) }
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in self?.take(handle.availableData) }
        do { try process.run() } catch { throw .forbidden(path: program.path) }
        let deadline = Date().addingTimeInterval(patience)
        while state.withLock({ $0.samples == 0 && $0.problem == nil }) {
            guard Date() < deadline, process.isRunning else { break }
            Thread.sleep(forTimeInterval: 0.01)
        }
        if let problem = state.withLock({ $0.problem }) { throw problem }
        guard state.withLock({ $0.samples > 0 }) else { throw .forbidden(path: program.path) }
    }

    deinit {
        output.fileHandleForReading.readabilityHandler = nil
        process.withLock { if $0.isRunning { $0.terminate() } }
    }

    /// Joules since the meter was started.
    public func read() throws(PowerMeterError) -> Double {
        let (joules, problem) = state.withLock { ($0.joules, $0.problem) }
        if let problem { throw problem }
        return joules
    }

    /// Joules between two readings.
    public func joules(from start: Double, to end: Double) -> Double { end - start }

    /// Samples are property lists that end with a zero byte each.
    private func take(_ data: Data) {
        state.withLock { state in
            state.pending += data
            while let end = state.pending.firstIndex(of: 0) {
                let sample = Data(state.pending[..<end])
                state.pending = Data(state.pending[(end + 1)...])
                guard let joules = Self.joules(sample) else {
                    state.problem = .notASample(path: program.path)
                    return
                }
                state.joules += joules
                state.samples += 1
            }
        }
    }

    /// Milliwatts (Apple's processors) or watts (Intel's) times nanoseconds; nil when the sample says neither.
    static func joules(_ sample: Data) -> Double? {
        guard let list = try? PropertyListSerialization.propertyList(from: sample, format: nil) as? [String: Any],
            let nanoseconds = (list["elapsed_ns"] as? NSNumber)?.doubleValue,
            let processor = list["processor"] as? [String: Any]
        else { return nil }
        let milliwatts = (processor["combined_power"] as? NSNumber)?.doubleValue
        let watts = milliwatts.map { $0 / 1e3 } ?? (processor["package_watts"] as? NSNumber)?.doubleValue
        return watts.map { $0 * nanoseconds / 1e9 }
    }
}
