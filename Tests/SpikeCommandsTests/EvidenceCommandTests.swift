import Foundation
import SpikeCore
import SpikeModel
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("audit and energy", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
struct EvidenceCommandTests {
    private static func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("audit: a table for people; exit code 1 and one line where a requirement is not met")
    func audit() throws {
        try CommandTests.withModel { folder in
            let good = try BitspikeProcess.run(["audit", "--model", "model", "--require", "spike-driven"], in: folder)
            #expect(good.status == 0 && good.errors.isEmpty, "\(good.errors)")
            #expect(good.output.contains("Every linear layer of the encoder sees spikes only."))
            #expect(good.lines[0].hasPrefix("8 sequences"))
            let bad = try BitspikeProcess.run(
                ["audit", "--model", "model", "--require", "spike-driven", "--execution", "onePass"], in: folder)
            #expect(bad.status == 1)
            #expect(bad.errors.split(separator: "\n").count == 1)
            #expect(bad.errors.hasPrefix("bitspike: not spike-driven: layer.0.query and 11 more reads graded("))
            #expect(bad.errors.contains("try --execution timeSteps"))
        }
    }

    @Test("audit: spikes that may be graded are no spikes only, whatever these texts happened to send")
    func gradedAudit() throws {
        try withTemporaryFolder { folder in
            _ = try TinyModels.writePackedStudent(
                SpikingConfig(timeSteps: 1, neuron: NeuronConfig(levels: 2)), in: folder, named: "levels")
            let result = try BitspikeProcess.run(
                ["audit", "--model", "levels", "--require", "spike-driven", "--limit", "3"], in: folder)
            #expect(result.status == 1 && result.lines[0].hasPrefix("3 sequences"), "\(result.errors)")
            #expect(
                result.errors.hasPrefix("bitspike: not spike-driven: layer.0.query and 11 more "), "\(result.errors)")
            #expect(!result.output.contains("Every linear layer of the encoder sees spikes only."))
        }
    }

    @Test("faults that make logits infinite leave their draw undefined, and everything else is told")
    func infiniteFaults() throws {
        try CommandTests.withModel { folder in
            _ = try TinyModels.writePackedStudent(SpikingConfig(weightEncoding: .float32), in: folder, named: "real")
            let result = try BitspikeProcess.run(
                [
                    "evaluate", "--model", "real", "--task", "sst2", "--data", "data", "--full", "--robustness",
                    "--draws",
                    "25", "--format", "json",
                ], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            let output = try Self.object(result.output)
            #expect((output["evaluations"] as? [Any])?.count == 1)
            let robustness = try #require(output["robustness"] as? [[String: Any]])
            #expect(robustness.contains { ($0["metrics"] as? [String: Any])?.isEmpty == true })
            #expect(robustness.contains { ($0["metrics"] as? [String: Any])?["accuracy"] != nil })
        }
    }

    @Test("audit and energy read a task's split, as JSON too")
    func data() throws {
        try CommandTests.withModel { folder in
            let options = ["--model", "model", "--task", "sst2", "--data", "data", "--limit", "5", "--format", "json"]
            let audit = try Self.object(BitspikeProcess.run(["audit"] + options, in: folder).output)
            #expect(audit["sequences"] as? Int == 5)
            let energy = try Self.object(
                BitspikeProcess.run(["energy", "--sequences"] + options, in: folder).output)
            #expect((energy["activities"] as? [Any])?.count == 5)
            #expect(energy["measured"] as? String == "not measured: --measure was not given")
            let report = try #require(energy["report"] as? [String: Any])
            #expect((report["networks"] as? [Any])?.count == 6)
            let neurobench = try #require(report["neurobench"] as? [String: Any])
            #expect(neurobench["activation_sparsity"] != nil && neurobench["synaptic_operations"] != nil)
        }
    }

    @Test("energy: no estimate stands where nothing could be measured")
    func notMeasured() throws {
        try CommandTests.withModel { folder in
            let result = try BitspikeProcess.run(
                ["energy", "--model", "model", "--measure", "--powercap", "nowhere"], in: folder)
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.lines.last?.hasPrefix("L4 not measured: ") == true)
            #expect(result.output.contains("The spiking model "))
        }
    }

    @Test("energy: a counter tree is read and its windows are shown")
    func measured() throws {
        try CommandTests.withModel { folder in
            let domain = folder.appendingPathComponent("powercap/intel-rapl:0")
            try FileManager.default.createDirectory(at: domain, withIntermediateDirectories: true)
            for (name, text) in [("name", "package-0"), ("max_energy_range_uj", "1000000"), ("energy_uj", "5")] {
                try Data("\(text)\n".utf8).write(to: domain.appendingPathComponent(name))
            }
            let result = try BitspikeProcess.run(
                ["energy", "--model", "model", "--measure", "--powercap", "powercap", "--window-seconds", "0.05"],
                in: folder)
            #expect(result.lines.last?.hasPrefix("L4 measured (package-0): 0.0 microjoules") == true, "\(result.lines)")
        }
    }

    @Test("energy: presets can be edited; broken ones are one line")
    func presets() throws {
        try CommandTests.withModel { folder in
            let printed = try BitspikeProcess.run(["energy", "--print-preset"], in: folder)
            let file = folder.appendingPathComponent("preset.json")
            try Data(printed.output.utf8).write(to: file)
            let same = try BitspikeProcess.run(["energy", "--model", "model", "--preset", "preset.json"], in: folder)
            #expect(same.status == 0)
            for (text, part) in [
                (printed.output.replacingOccurrences(of: "\"add\" : 0.9", with: "\"add\" : -1"), "at least 0"),
                ("{}", "is missing"), ("{", "not valid JSON"),
            ] {
                try Data(text.utf8).write(to: file)
                let bad = try BitspikeProcess.run(
                    ["energy", "--model", "model", "--preset", "preset.json"], in: folder)
                #expect(bad.status == 65 && bad.errors.contains(part), "\(bad.errors)")
                #expect(bad.errors.split(separator: "\n").count == 1)
            }
        }
    }

    @Test("every term is printed for spreadsheets") func terms() throws {
        try CommandTests.withModel { folder in
            let result = try BitspikeProcess.run(["energy", "--model", "model", "--format", "csv"], in: folder)
            #expect(result.status == 0 && result.lines[0] == "network,level,place,item,fixed,driven")
            #expect(result.lines.contains { $0.hasPrefix("student,L1,layer.0.query,arithmetic,") })
            #expect(result.lines.contains { $0.hasPrefix("int8,L2 tokenByToken,layer.0.query,weights,") })
        }
    }

    @Test(
        "wrong usage is refused",
        arguments: [
            (["audit", "--model", "model", "--task", "sst2"], "belong together"),
            (["energy"], "--model"), (["audit", "--model", "model", "--limit", "0"], "--limit"),
            (["audit", "--model", "model", "--require", "anything"], "spike-driven"),
            (
                ["energy", "--model", "model", "--measure", "--format", "csv"],
                "--format csv has no place for --measure"
            ),
        ])
    func usage(arguments: [String], part: String) throws {
        try withTemporaryFolder { folder in
            let result = try BitspikeProcess.run(arguments, in: folder)
            #expect(result.status == 64 && result.errors.contains(part), "\(result.errors)")
        }
    }
}
