import Foundation
import SpikeCore
import SpikeModel
import SpikeTestSupport
import SpikeTinyModels
import Testing

@Suite("anytime", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
struct AnytimeCommandTests {
    @Test("rules are fitted, kept beside the student, and stop classify early")
    func saved() throws {
        try withTemporaryFolder { folder in
            _ = try TinyModels.writePackedStudent(SpikingConfig(schedule: .realResidual, timeSteps: 3), in: folder)
            _ = try TinyModels.writeSentences(train: 20, dev: 40, in: folder)
            let before = try BitspikeProcess.run(["classify", "--model", "model", "--anytime", "good"], in: folder)
            #expect(before.status == 66 && before.errors.contains("fit one with 'bitspike anytime --save'"))
            let fitted = try BitspikeProcess.run(
                ["anytime", "--model", "model", "--task", "sst2", "--data", "data", "--save", "--tolerance", "0.5"],
                in: folder)
            #expect(fitted.status == 0, "\(fitted.errors)")
            #expect(fitted.lines.contains { $0.hasPrefix("threshold") } && fitted.errors.contains("saved "))
            let said = try BitspikeProcess.run(
                ["classify", "--model", "model", "--anytime", "--format", "json", "good film", "bad plot"], in: folder)
            #expect(said.lines.count == 2 && said.lines.allSatisfy { $0.contains("\"steps\":1") }, "\(said.output)")
            // Too few examples for a promise: the conformal rule runs all steps.
            let sure = try BitspikeProcess.run(
                ["classify", "--model", "model", "--anytime", "--rule", "conformal", "--format", "json", "good"],
                in: folder)
            #expect(sure.lines.allSatisfy { $0.contains("\"steps\":3") }, "\(sure.output)")
            let file = folder.appendingPathComponent("model/stop_rules.json")
            try Data("{\"rules\": [{\"kind\": \"threshold\"}]}".utf8).write(to: file)
            let broken = try BitspikeProcess.run(["classify", "--model", "model", "--anytime", "good"], in: folder)
            #expect(broken.status == 65 && broken.errors.contains("stop_rules.json"))
        }
    }

    @Test("a counted student has no steps to stop at, and says what has")
    func counted() throws {
        try CommandTests.withModel { folder in
            for arguments in [
                ["anytime", "--model", "model", "--task", "sst2", "--data", "data"],
                ["classify", "--model", "model", "--anytime", "good"],
            ] {
                let result = try BitspikeProcess.run(arguments, in: folder)
                #expect(result.status == 65 && result.errors.contains("perStep or realResidual"), "\(result.errors)")
                #expect(result.errors.split(separator: "\n").count == 1)
            }
        }
    }
}
