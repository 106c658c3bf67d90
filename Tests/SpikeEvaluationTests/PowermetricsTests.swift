import Foundation
import SpikeEvaluation
import SpikeTestSupport
import Testing

@Suite("Energy of Macs", .serialized)
struct PowermetricsTests {
    /// A program that prints samples as powermetrics does, one every 20 ms.
    private static func write(_ folder: URL, processor: String, prefix: String = "", count: Int = 100_000) throws -> URL
    {
        let sample =
            "<plist version=\"1.0\"><dict><key>elapsed_ns</key><integer>20000000</integer><key>processor</key><dict>"
            + "\(processor)</dict></dict></plist>"
        let script =
            "#!/bin/sh\n\(prefix)\nn=0; while [ $n -lt \(count) ]; do printf '\\0%s\\n' '\(sample)'; sleep 0.02; n=$((n+1)); done\n"
        let program = folder.appendingPathComponent("powermetrics")
        try Data(script.utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        return program
    }

    @Test(
        "power times time is added up, in milliwatts of Apple's processors and watts of Intel's",
        arguments: [
            "<key>combined_power</key><real>2500</real>", "<key>package_watts</key><real>2.5</real>",
        ])
    func joules(processor: String) throws {
        try withTemporaryFolder { folder in
            let meter = try PowermetricsMeter(program: Self.write(folder, processor: processor))
            let start = try meter.read()
            #expect(start > 0)
            let deadline = Date().addingTimeInterval(20)
            while try meter.joules(from: start, to: meter.read()) < 0.15, Date() < deadline {
                Thread.sleep(forTimeInterval: 0.02)
            }
            let joules = try meter.joules(from: start, to: meter.read())
            // Every sample is 2.5 W for 20 ms.
            #expect(joules >= 0.15 && abs(joules / 0.05 - (joules / 0.05).rounded()) < 1e-6)
        }
    }

    @Test("a program that ends while it should measure is no zero") func ended() throws {
        try withTemporaryFolder { folder in
            let watts = "<key>combined_power</key><real>1000</real>"
            let program = try Self.write(folder, processor: watts, count: 3)
            let meter = try PowermetricsMeter(program: program)
            let deadline = Date().addingTimeInterval(20)
            #expect(throws: PowerMeterError.programFailed(path: program.path)) {
                while Date() < deadline {
                    _ = try meter.read()
                    Thread.sleep(forTimeInterval: 0.02)
                }
            }
        }
    }

    @Test("a program that is missing, refuses, or prints something else is said in one line")
    func failures() throws {
        try withTemporaryFolder { folder in
            let nowhere = folder.appendingPathComponent("nowhere")
            #expect(throws: PowerMeterError.noProgram(path: nowhere.path)) { try PowermetricsMeter(program: nowhere) }
            let refusing = try Self.write(folder, processor: "", prefix: "exit 1")
            #expect(throws: PowerMeterError.programFailed(path: refusing.path)) {
                try PowermetricsMeter(program: refusing)
            }
            let odd = try Self.write(folder, processor: "<key>other</key><real>1</real>")
            #expect(throws: PowerMeterError.notASample(path: odd.path)) { try PowermetricsMeter(program: odd) }
        }
    }
}
