import Foundation
import SpikeCore
import SpikeModel
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("report", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
struct ReportCommandTests {
    @Test("/dev/stdout is what standard output was redirected to, and what others write there stays")
    func standardOutput() throws {
        try CommandTests.withModel { folder in
            let executable = try #require(BitspikeProcess.executable)
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/sh")
            shell.arguments = [
                "-c",
                "{ echo first; '\(executable.path)' report --run model --output /dev/stdout 2>/dev/null; echo $?; } > page",
            ]
            shell.currentDirectoryURL = folder
            try shell.run()
            shell.waitUntilExit()
            let page = try String(contentsOf: folder.appendingPathComponent("page"), encoding: .utf8)
            #expect(page.hasPrefix("first\n<!DOCTYPE html>") && page.hasSuffix("</html>\n0\n"), "\(page.suffix(200))")
        }
    }

    @Test("a page of a packed student, with data and without") func packed() throws {
        try withTemporaryFolder { folder in
            _ = try TinyModels.writePackedStudent(SpikingConfig(schedule: .realResidual, timeSteps: 3), in: folder)
            _ = try TinyModels.writeSentences(train: 20, dev: 40, in: folder)
            let plain = try BitspikeProcess.run(["report", "--run", "model", "--output", "a/plain.html"], in: folder)
            #expect(plain.status == 65 || plain.status == 66, "the folder is not there: \(plain.errors)")
            for extra in [
                [], ["--task", "sst2", "--data", "data", "--against", "model", "--text", "a <b>good</b> film"],
            ] {
                let result = try BitspikeProcess.run(
                    ["report", "--run", "model", "--output", "page.html", "--name", "<i>x</i>"] + extra, in: folder)
                #expect(result.status == 0 && result.output.isEmpty, "\(result.errors)")
                let page = try String(contentsOf: folder.appendingPathComponent("page.html"), encoding: .utf8)
                #expect(page.contains("<title>&lt;i&gt;x&lt;/i&gt;</title>") && !page.contains("<i>"))
                #expect(page.contains("id=\"reliability\"") == !extra.isEmpty)
                #expect(page.contains("which may be chance; both give the same answer to 100") == !extra.isEmpty)
                #expect(page.contains("KL divergence") == !extra.isEmpty)
            }
        }
    }

    @Test("what cannot be reported is one line") func failures() throws {
        try withTemporaryFolder { folder in
            _ = try TinyModels.writePackedStudent(SpikingConfig(timeSteps: 1), in: folder)
            let missing = try BitspikeProcess.run(["report", "--run", "nowhere"], in: folder)
            #expect(missing.status == 66 && missing.errors.split(separator: "\n").count == 1)
            let alone = try BitspikeProcess.run(["report", "--run", "model", "--against", "model"], in: folder)
            #expect(alone.status == 64 && alone.errors.contains("--against needs --task and --data"))
            try Data("{\"_step\":1,\"loss\":2}\nbroken\n".utf8).write(
                to: folder.appendingPathComponent("model/metrics.jsonl"))
            let broken = try BitspikeProcess.run(["report", "--run", "model"], in: folder)
            #expect(broken.status == 65 && broken.errors.contains("metrics.jsonl:2: is no JSON"), "\(broken.errors)")
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("report.html").path))
        }
    }
}
