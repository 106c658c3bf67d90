import Foundation
import SpikeCore
import SpikeModel
import SpikeTestSupport
import SpikeTinyModels
import Testing

/// What goes wrong is said in one line on standard error, with an exit code after sysexits.
@Suite("Command line errors", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
struct CommandErrorTests {
    /// Runs a command that must fail; returns its one line with the folder's path left out.
    static func failure(
        _ arguments: [String], in folder: URL, input: String = "", status: Int32,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let result = try BitspikeProcess.run(arguments, in: folder, input: input)
        #expect(result.status == status, "\(result.errors)", sourceLocation: sourceLocation)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(result.errors)", sourceLocation: sourceLocation)
        return (lines.last.map(String.init) ?? "").replacingOccurrences(of: folder.path + "/", with: "")
    }

    /// Runs a command that must fail with exactly this line.
    static func expect(
        _ arguments: [String], in folder: URL, fails status: Int32, saying message: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let line = try failure(arguments, in: folder, status: status, sourceLocation: sourceLocation)
        #expect(line == "bitspike: " + message, sourceLocation: sourceLocation)
    }

    @Test("missing folders are 66, with what to do")
    func missing() throws {
        try CommandTests.withModel { folder in
            try Self.expect(
                ["classify", "--model", "nowhere", "x"], in: folder, fails: 66,
                saying: "nowhere/config.json: not found; check the path")
            try Self.expect(
                ["tokenize", "--model", "nowhere"], in: folder, fails: 66,
                saying:
                    "nowhere: neither tokenizer.json nor vocab.txt is there; name a folder that holds a BERT tokenizer")
            let evaluate = ["evaluate", "--model", "model", "--task", "sst2", "--data"]
            try Self.expect(
                evaluate + ["nowhere"], in: folder, fails: 66,
                saying: "nowhere: not found; give the folder of the data with --data")
            try Self.expect(
                evaluate + ["data", "--split", "test"], in: folder, fails: 66,
                saying: "data: no file of the test split; put one of test.tsv, test.jsonl, test.csv there")
        }
    }

    @Test("an unknown task is bad data and lists the tasks")
    func unknownTask() throws {
        try CommandTests.withModel { folder in
            try Self.expect(
                ["evaluate", "--model", "model", "--task", "sst3", "--data", "data"], in: folder, fails: 65,
                saying:
                    "unknown task 'sst3'; use one of cola, sst2, mrpc, qqp, stsb, mnli, mnli-mm, qnli, rte, wnli, table"
            )
        }
    }

    @Test("a folder with a pickle only is not read, and the line says how to convert it")
    func pickle() throws {
        try CommandTests.withModel { folder in
            let pickle = try TinyModels.writeTeacher(in: folder, named: "pickle")
            try FileManager.default.moveItem(
                at: pickle.appendingPathComponent("model.safetensors"),
                to: pickle.appendingPathComponent("pytorch_model.bin"))
            let message = try Self.failure(["info", "pickle"], in: folder, status: 65)
            #expect(
                message.hasPrefix(
                    "bitspike: pickle/pytorch_model.bin: is a Python pickle, which can run code when opened, so it is not "
                        + "read; convert it in its folder: python3 -c"))
        }
    }

    @Test(
        "wrong usage is 64 and shows the usage",
        arguments: [
            (["classify", "--modle", "x"], "Error: Missing expected argument '--model <dir>'"),
            (["classify", "--model", "model", "--threads", "0", "x"], "Error: --threads must be at least 1"),
            (["run", "--threads", "0"], "Error: --threads must be at least 1"),
            (["reproduce", "onebit", "--threads", "9999999999"], "Error: --threads must be at most 4096"),
            (
                ["classify", "--model", "model", "--maximum-length", "2", "x"],
                "Error: --maximum-length must be at least 3"
            ),
            (
                ["classify", "--model", "model", "--format", "xml", "x"],
                "Error: The value 'xml' is invalid for '--format <format>'. Please provide one of 'table' and 'json'."
            ),
            (["classify", "--model", "model", "--rule", "conformal", "x"], "Error: --rule needs --anytime"),
            (
                ["evaluate", "--model", "model", "--task", "sst2", "--data", "data", "--full", "--draws", "9"],
                "Error: --draws needs --robustness"
            ),
            (
                ["audit", "--model", "model", "--text-column", "x"],
                "Error: --split, --own-split and columns need --task and --data"
            ),
            (
                ["energy", "--model", "model", "--window-seconds", "1"],
                "Error: --powercap, --powermetrics and --window-seconds need --measure"
            ),
            (["energy", "--model", "model", "--sequences"], "Error: --sequences needs --format json"),
            (["fly"], "Error: Unexpected argument 'fly'"),
        ] as [([String], String)])
    func usage(arguments: [String], message: String) throws {
        try CommandTests.withModel { folder in
            let result = try BitspikeProcess.run(arguments, in: folder)
            #expect(result.status == 64 && result.output.isEmpty)
            #expect(result.errors.hasPrefix(message + "\n"), "\(result.errors)")
            #expect(result.errors.contains("Usage: bitspike"))
        }
    }

    @Test("input that is not UTF-8 is named by its line")
    func invalidUTF8() throws {
        try CommandTests.withModel { folder in
            for command in ["tokenize", "classify"] {
                let process = try BitspikeProcess(
                    [command, "--model", "model"], in: folder, input: Data("good\nb".utf8) + [0xFF, 0x0A])
                let result = try process.finish()
                #expect(result.status == 65)
                #expect(
                    result.errors
                        == "bitspike: standard input, line 2: is not UTF-8; convert it, for example with iconv\n")
            }
        }
    }

    @Test("an input that cannot be read is one line, and results that cannot be written are no success")
    func streams() throws {
        try CommandTests.withModel { folder in
            func run(_ redirection: String) throws -> (status: Int32, errors: String) {
                let shell = Process()
                shell.executableURL = URL(fileURLWithPath: "/bin/sh")
                let executable = try #require(BitspikeProcess.executable)
                shell.arguments = ["-c", "'\(executable.path)' tokenize --model model \(redirection)"]
                shell.currentDirectoryURL = folder
                let pipe = Pipe()
                (shell.standardError, shell.standardOutput) = (pipe, FileHandle.nullDevice)
                try shell.run()
                let errors = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
                shell.waitUntilExit()
                return (shell.terminationStatus, errors)
            }
            for redirection in ["< data", "<&-"] {
                let result = try run(redirection)
                #expect(result.status == 65, "\(result)")
                #expect(result.errors.hasPrefix("bitspike: standard input: cannot be read ("), "\(result)")
                #expect(result.errors.split(separator: "\n").count == 1)
            }
            #if os(Linux)
                let full = try run("< data/dev.tsv > /dev/full")
                #expect(full.status == 70, "\(full)")
                #expect(
                    full.errors
                        == "bitspike: standard output: cannot be written (No space left on device); what follows is lost\n"
                )
            #endif
        }
    }

    @Test("pack refuses what is no checkpoint")
    func packed() throws {
        try CommandTests.withModel { folder in
            try Self.expect(
                ["pack", "--checkpoint", "model", "--output", "packed"], in: folder, fails: 65,
                saying: "model: is a packed student; pack needs a checkpoint that 'bitspike distill' wrote")
        }
    }

    @Test("more time steps than elastic neurons have thresholds are bad data; info names the neurons")
    func elastic() throws {
        try CommandTests.withModel { folder in
            let spiking = SpikingConfig(
                schedule: .realResidual, timeSteps: 3, neuron: NeuronConfig(kind: .elastic, membrane: .symmetric))
            _ = try TinyModels.writePackedStudent(spiking, in: folder, named: "elastic")
            let evaluate = ["evaluate", "--task", "sst2", "--data", "data", "--model", "elastic"]
            try Self.expect(
                evaluate + ["--time-steps", "4"], in: folder, fails: 65,
                saying: "time_steps is 4; allowed: 1...3, because elastic neurons have a threshold per step")
            let info = try BitspikeProcess.run(["info", "elastic"], in: folder)
            #expect(info.status == 0 && info.output.contains("neuron            elastic, symmetric\n"))
        }
    }

    @Test("several time steps and comparisons need --full")
    func fullEvaluation() throws {
        try CommandTests.withModel { folder in
            let evaluate = ["evaluate", "--task", "sst2", "--data", "data", "--model", "model"]
            for (more, message) in [
                (["--time-steps", "1", "2"], "several --time-steps need --full"),
                (["--against", "model"], "--against needs --full"),
                (["--robustness"], "--robustness needs --full"),
                (["--full", "--robustness", "--draws", "0"], "--draws must be at least 1"),
                (["--full", "--time-steps", "2", "2"], "--time-steps names a T twice"),
            ] {
                let run = try BitspikeProcess.run(evaluate + more, in: folder)
                #expect(run.status == 64 && run.errors.hasPrefix("Error: \(message)\n"))
            }
            let missing = try Self.failure(evaluate + ["--full", "--against", "nowhere"], in: folder, status: 66)
            #expect(missing.contains("nowhere"))
        }
    }

    @Test("time steps out of range, and broken weights, are bad data")
    func badModels() throws {
        try CommandTests.withModel { folder in
            let evaluate = ["evaluate", "--task", "sst2", "--data", "data"]
            let late = try Self.failure(evaluate + ["--model", "model", "--time-steps", "128"], in: folder, status: 65)
            #expect(late.contains("time_steps is 128; allowed: 1...127 for the counted schedule"))
            let weights = folder.appendingPathComponent("model/model.safetensors")
            var bytes = try Data(contentsOf: weights)
            bytes.removeLast()
            try bytes.write(to: weights)
            let broken = try Self.failure(["classify", "--model", "model", "x"], in: folder, status: 65)
            #expect(
                broken.hasPrefix("bitspike: model/model.safetensors: tensor '") && broken.contains("(file cut short?)"))
        }
    }
}
