import Foundation
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("Energy counters of Linux")
struct PowerMeterTests {
    /// A tree as the kernel shows it: two packages, cores, memory, and psys.
    static func writeTree(in root: URL, microjoules: [String: UInt64], range: UInt64 = 1_000_000) throws {
        let names = [
            "intel-rapl:0": "package-0", "intel-rapl:0:0": "core", "intel-rapl:0:1": "dram",
            "intel-rapl:1": "package-1", "intel-rapl:2": "psys",
        ]
        for (folder, name) in names {
            let path = root.appendingPathComponent(folder)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            try write(name, path, "name")
            try write("\(range)", path, "max_energy_range_uj")
            try write("\(microjoules[folder] ?? 0)", path, "energy_uj")
        }
    }

    static func write(_ text: String, _ folder: URL, _ name: String) throws {
        try Data("\(text)\n".utf8).write(to: folder.appendingPathComponent(name))
    }

    @Test("packages and memory are added, cores and psys are not; counters that start again are followed")
    func joules() throws {
        try withTemporaryFolder { root in
            try Self.writeTree(in: root, microjoules: ["intel-rapl:0": 900_000, "intel-rapl:1": 100])
            let meter = try PowerMeter(root: root)
            #expect(meter.domains.map(\.name).sorted() == ["dram", "package-0", "package-1"])
            let start = try meter.read()
            // package-0 passes its range, cores and psys move too.
            try Self.writeTree(
                in: root,
                microjoules: [
                    "intel-rapl:0": 100_000, "intel-rapl:0:0": 777, "intel-rapl:0:1": 50_000, "intel-rapl:1": 250_100,
                    "intel-rapl:2": 999,
                ])
            #expect(abs(meter.joules(from: start, to: try meter.read()) - (0.2 + 0.05 + 0.25)) < 1e-9)
        }
    }

    @Test("what is missing, empty, forbidden or no number is said in one line")
    func failures() throws {
        try withTemporaryFolder { root in
            let nowhere = root.appendingPathComponent("nowhere")
            #expect(throws: PowerMeterError.missing(path: nowhere.path)) { try PowerMeter(root: nowhere) }
            #expect(throws: PowerMeterError.noDomain(path: root.path)) { try PowerMeter(root: root) }
            try Self.writeTree(in: root, microjoules: [:])
            let counter = root.appendingPathComponent("intel-rapl:0/energy_uj")
            try Data("many".utf8).write(to: counter)
            #expect(throws: PowerMeterError.notANumber(path: counter.path, text: "many")) { try PowerMeter(root: root) }
            guard getuid() != 0 else { return }
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: counter.path)
            #expect(throws: PowerMeterError.forbidden(path: counter.path)) { try PowerMeter(root: root) }
        }
    }

    @Test("a measurement is the median of windows above rest")
    func measurement() throws {
        try withTemporaryFolder { root in
            // A clock that moves by a second a look, a machine of 2 W, and work of 3 J a run.
            var (time, energy) = (0.0, 0.0)
            func pass(_ seconds: Double, joules: Double) throws {
                time += seconds
                energy += joules
                try Self.writeTree(in: root, microjoules: ["intel-rapl:0": UInt64(energy * 1e6)], range: .max / 2)
            }
            try pass(0, joules: 0)
            let meter = try PowerMeter(root: root)
            let measured = try MeasuredEnergy(
                meter, sequences: 4, tokens: 40, windows: 3, seconds: 2, now: { time },
                sleep: { seconds in try? pass(seconds, joules: 2 * seconds) },
                run: { try pass(1, joules: 2 + 3) })
            #expect(abs(measured.idleWatts - 2) < 1e-6)
            #expect(measured.windows.count == 3 && measured.tokensPerSequence == 10)
            #expect(abs(measured.microjoulesPerSequence - 3e6 / 4) < 1)
        }
    }
}
