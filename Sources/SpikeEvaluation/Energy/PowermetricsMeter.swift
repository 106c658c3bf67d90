import Foundation
import Synchronization

/// Energy of a Mac's processor: the power that Apple's `powermetrics` reports while it runs, times time, added up.
///
/// The program needs root, and Apple calls its powers estimates. A reading is up to two intervals old, so windows last a hundred of
/// them.
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
    public let domainNames = ["processor, as powermetrics estimates it"]
    /// Seconds that a window has to last.
    public let shortestWindow = 100 * Double(interval) / 1e3
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
        guard FileManager.default.isExecutableFile(atPath: program.path) else { throw .noProgram(path: program.path) }
        output.fileHandleForReading.readabilityHandler = { [weak self] handle in self?.take(handle.availableData) }
        do { try process.run() } catch { throw .programFailed(path: program.path) }
        let deadline = Date().addingTimeInterval(patience)
        while state.withLock({ $0.samples == 0 && $0.problem == nil }) {
            guard Date() < deadline, process.isRunning else { break }
            Thread.sleep(forTimeInterval: 0.01)
        }
        if let problem = state.withLock({ $0.problem }) { throw problem }
        guard state.withLock({ $0.samples > 0 }) else { throw .programFailed(path: program.path) }
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

    /// Samples are property lists with zero bytes between them.
    private func take(_ data: Data) {
        guard !data.isEmpty else {
            // The program has ended; without this the handler would be called again and again.
            output.fileHandleForReading.readabilityHandler = nil
            state.withLock { $0.problem = $0.problem ?? .programFailed(path: program.path) }
            return
        }
        state.withLock { state in
            state.pending += data.filter { $0 != 0 }
            while let end = state.pending.range(of: Self.end) {
                let sample = Data(state.pending[..<end.upperBound])
                state.pending = Data(state.pending[end.upperBound...])
                guard let joules = Self.joules(sample) else {
                    state.problem = .notASample(path: program.path)
                    return
                }
                state.joules += joules
                state.samples += 1
            }
        }
    }

    private static let end = Data("</plist>".utf8)

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
