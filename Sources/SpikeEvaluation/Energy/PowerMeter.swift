import Foundation

/// Energy counters of processors, as Linux shows them below `/sys/class/powercap` (RAPL; AMD shows the same tree).
///
/// Packages are added up; memory only where it is a domain of its own. Cores are parts of packages, and `psys` contains them, so neither is
/// added.
public struct PowerMeter: EnergyMeter {
    /// A counter.
    public struct Domain: Sendable, Equatable {
        /// For example `package-0` or `dram`.
        public let name: String
        let folder: URL
        /// Microjoules after which the counter starts again at 0.
        let range: UInt64
    }

    /// Counters at one moment, microjoules by domain.
    public struct Reading: Sendable, Equatable {
        let counters: [UInt64]
    }

    /// Where Linux has it.
    public static let standardRoot = URL(fileURLWithPath: "/sys/class/powercap")

    /// What is added up.
    public let domains: [Domain]

    /// Finds the counters.
    ///
    /// - Throws: `PowerMeterError` that says why nothing can be measured here.
    public init(root: URL = standardRoot) throws(PowerMeterError) {
        let entries: [String]
        do { entries = try FileManager.default.contentsOfDirectory(atPath: root.path).sorted() } catch {
            throw .missing(path: root.path)
        }
        var domains: [Domain] = []
        for entry in entries where entry.hasPrefix("intel-rapl:") {
            let folder = root.appendingPathComponent(entry)
            let name = try Self.text(folder.appendingPathComponent("name"))
            let isTop = entry.filter { $0 == ":" }.count == 1
            guard isTop ? name.hasPrefix("package") : name == "dram" else { continue }
            let range = try Self.number(folder.appendingPathComponent("max_energy_range_uj"))
            domains.append(Domain(name: name, folder: folder, range: range))
        }
        guard !domains.isEmpty else { throw .noDomain(path: root.path) }
        self.domains = domains
        _ = try read()
    }

    /// Names of the domains.
    public var domainNames: [String] { domains.map(\.name) }

    /// Counters are read at once.
    public var shortestWindow: Double { 0 }

    /// The counters now.
    public func read() throws(PowerMeterError) -> Reading {
        var counters: [UInt64] = []
        for domain in domains {
            counters.append(try Self.number(domain.folder.appendingPathComponent("energy_uj")))
        }
        return Reading(counters: counters)
    }

    /// Joules between two readings that lie less than one turn of a counter apart.
    public func joules(from start: Reading, to end: Reading) -> Double {
        var total = 0.0
        for (index, domain) in domains.enumerated() {
            let (before, after) = (start.counters[index], end.counters[index])
            let passed = after >= before ? after - before : domain.range - before + after
            total += Double(passed) / 1e6
        }
        return total
    }

    private static func text(_ file: URL) throws(PowerMeterError) -> String {
        do {
            return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        } catch {
            throw FileManager.default.fileExists(atPath: file.path)
                ? .forbidden(path: file.path) : .missing(path: file.path)
        }
    }

    private static func number(_ file: URL) throws(PowerMeterError) -> UInt64 {
        let text = try text(file)
        guard let value = UInt64(text) else { throw .notANumber(path: file.path, text: text) }
        return value
    }
}

/// Why energy cannot be measured.
public enum PowerMeterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There are no counters.
    case missing(path: String)
    /// There are counters, but none of a processor package.
    case noDomain(path: String)
    /// They are for others.
    case forbidden(path: String)
    /// One holds something else than a number.
    case notANumber(path: String, text: String)
    /// There is no program to measure with.
    case noProgram(path: String)
    /// A program that measures ended, or did not begin.
    case programFailed(path: String)
    /// A program says something else than samples of power.
    case notASample(path: String)

    /// One line that names the place and the fix.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path) is not there; virtual machines and containers usually have no energy counters, measure on the machine itself"
        case .noDomain(let path): "\(path) has no counter of a processor package"
        case .forbidden(let path):
            "\(path) may not be read; run as root, or let a udev rule give your group read access"
        case .noProgram(let path): "\(path) is no program that can be run; name powermetrics with --powermetrics"
        case .programFailed(let path): "\(path) ended or said nothing; Apple's powermetrics needs root, run with sudo"
        case .notASample(let path): "\(path) prints no samples of the processor's power; is it Apple's powermetrics?"
        case .notANumber(let path, let text): "\(path) holds \(text.quotedOnOneLine) instead of a number"
        }
    }
}
