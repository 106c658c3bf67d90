import Foundation
import SpikeFormats
import SpikeModel
import SpikeTestSupport
import SpikeTinyModels
import Testing

/// The command line on a tiny packed student: data on standard output, one line of explanation, exit codes.
@Suite("The command line", .enabled(if: BitspikeProcess.isBuilt, BitspikeProcess.needsExecutable), .serialized)
struct CommandTests {
    /// Runs `body` beside a packed student called `model` and 20 labelled sentences in `data`.
    static func withModel(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            _ = try TinyModels.writePackedStudent(in: folder)
            _ = try TinyModels.writeSentences(train: 20, dev: 20, in: folder)
            try body(folder)
        }
    }

    private static func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test("without arguments the help is shown")
    func noArguments() throws {
        try withTemporaryFolder { folder in
            let result = try BitspikeProcess.run([], in: folder)
            #expect(result.status == 0 && result.output.contains("USAGE: bitspike <subcommand>"))
            #expect(result.errors.isEmpty)
        }
    }

    #if Training
        static let subcommands = [
            "data", "data get", "data list", "tokenize", "average", "pack", "evaluate", "classify", "audit", "energy",
            "anytime", "report", "card",
            "info", "run",
            "teacher", "distill", "study", "runs", "runs list", "runs show", "runs compare", "sensitivity",
            "embed", "equilibrium", "dashboard", "reproduce",
        ]
    #else
        static let subcommands = [
            "data", "data get", "data list", "tokenize", "average", "pack", "evaluate", "classify", "audit", "energy",
            "anytime", "report", "card",
            "info",
        ]
    #endif

    @Test("every subcommand has help, and the list of subcommands is complete")
    func help() throws {
        try withTemporaryFolder { folder in
            for subcommand in Self.subcommands {
                let words = subcommand.split(separator: " ").map(String.init)
                let result = try BitspikeProcess.run(words + ["--help"], in: folder)
                #expect(result.status == 0 && result.output.hasPrefix("OVERVIEW: "), "\(subcommand)")
                #expect(
                    result.output.contains("USAGE: bitspike \(subcommand)") && result.errors.isEmpty, "\(subcommand)")
            }
            let help = try BitspikeProcess.run(["--help"], in: folder).output
            let listed = help.components(separatedBy: "SUBCOMMANDS:\n").last?.split(separator: "\n").compactMap {
                line in
                line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
            }
            #expect(
                Set((listed ?? []).filter { $0 != "See" })
                    == Set(Self.subcommands.compactMap { $0.split(separator: " ").first.map(String.init) }))
        }
    }

    @Test("shells get completion scripts", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) throws {
        try withTemporaryFolder { folder in
            let result = try BitspikeProcess.run(["--generate-completion-script", shell], in: folder)
            #expect(result.status == 0 && result.output.contains("classify") && result.errors.isEmpty)
        }
    }

    @Test("average writes the mean of two teachers, which is a teacher; one alone or a student is refused")
    func average() throws {
        try Self.withModel { folder in
            for (name, seed) in [("a", 1), ("b", 2)] as [(String, UInt64)] {
                _ = try TinyModels.writeTeacher(seed: seed, in: folder, named: name)
            }
            let result = try BitspikeProcess.run(["average", "a", "b", "--output", "mean"], in: folder)
            #expect(result.status == 0 && result.output == "mean\n", "\(result.errors)")
            let folders = try ["a", "b", "mean"].map { try CheckpointFolder(at: folder.appendingPathComponent($0)) }
            for tensor in folders[0].config.encoderTensors {
                let values = try folders.map { try $0.floats(tensor.name, shape: tensor.shape) }
                #expect(zip(values[0], values[1]).map { ($0 + $1) / 2 } == values[2])
            }
            let alone = try BitspikeProcess.run(["average", "a", "--output", "no"], in: folder)
            #expect(alone.status == 64 && alone.errors.contains("name at least two teachers"))
            let student = try BitspikeProcess.run(["average", "a", "model", "--output", "no"], in: folder)
            #expect(student.status == 65 && student.errors.contains("only teachers have a mean"))
            for (name, task) in [("a", "rte"), ("b", "qnli")] {
                try Data(#"{"task":"\#(task)"}"#.utf8).write(to: folder.appendingPathComponent("\(name)/recipe.json"))
            }
            let mixed = try BitspikeProcess.run(["average", "a", "b", "--output", "no"], in: folder)
            #expect(
                mixed.status == 65
                    && mixed.errors.hasSuffix(
                        "b: is a teacher of qnli, and the first one of rte; average teachers of one task\n")
            )
            _ = try TinyModels.writeTeacher(TinyModels.config(layers: 1), in: folder, named: "small")
            let other = try BitspikeProcess.run(["average", "a", "small", "--output", "no"], in: folder)
            #expect(other.status == 65 && other.errors.contains("small/config.json: config: differs from that of"))
            #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("no").path))
        }
    }

    @Test("info --kernels names the set and the form of every shape of linear layer")
    func kernels() throws {
        try Self.withModel { folder in
            let machine = try BitspikeProcess.run(["info", "--kernels"], in: folder)
            #expect(machine.status == 0 && machine.output.contains("scalar"))
            let result = try BitspikeProcess.run(["info", "--kernels", "model", "--format", "json"], in: folder)
            let paths = try #require(try Self.object(result.output)["paths"] as? [[String: Any]])
            #expect(
                Set(paths.filter { $0["isChosen"] as? Bool == true }.map { "\($0["inputFeatures"] ?? 0)" }) == [
                    "16", "33",
                ])
            let neither = try BitspikeProcess.run(["info"], in: folder)
            #expect(neither.status == 64 && neither.errors.contains("or ask for --kernels"))
        }
    }

    @Test("classify prints a label and its probability per text; JSON has those two keys only")
    func classify() throws {
        try Self.withModel { folder in
            let texts = ["a good film", "", "a dull plot\tvery dull", "日本 🙂"]
            let table = try BitspikeProcess.run(["classify", "--model", "model"] + texts, in: folder)
            #expect(table.status == 0 && table.errors.isEmpty && table.lines.count == 4)
            let json = try BitspikeProcess.run(
                ["classify", "--model", "model", "--format", "json"] + texts, in: folder)
            for (row, line) in zip(table.lines, json.lines) {
                let answer = try Self.object(line)
                #expect(Set(answer.keys) == ["label", "probability"])
                let label = try #require(answer["label"] as? String)
                let probability = try #require(answer["probability"] as? Double)
                #expect(["negative", "positive"].contains(label) && (0.5...1).contains(probability))
                #expect(row.hasPrefix("\(label)\t\(String(format: "%.4f", probability))\t"))
            }
            let piped = try BitspikeProcess.run(
                ["classify", "--model", "model", "--format", "json", "--threads", "1"], in: folder,
                input: texts.joined(separator: "\n"))
            #expect(piped.output == json.output && piped.status == 0)
        }
    }

    @Test("a text of 5,000 words is cut to what the model can read")
    func longText() throws {
        try Self.withModel { folder in
            let text = (0..<5000).map { TinyModels.goodWords[$0 % 8] }.joined(separator: " ")
            let cut = text.split(separator: " ").prefix(38).joined(separator: " ")
            let long = try BitspikeProcess.run(["classify", "--model", "model", "--format", "json", text], in: folder)
            let short = try BitspikeProcess.run(["classify", "--model", "model", "--format", "json", cut], in: folder)
            #expect(long.status == 0 && long.output == short.output && long.lines.count == 1)
        }
    }

    @Test("tokenize prints one array of ids per line, pairs split at the tab")
    func tokenize() throws {
        try Self.withModel { folder in
            let single = try BitspikeProcess.run(
                ["tokenize", "--model", "model"], in: folder, input: "good bad\r\n\nx\n")
            #expect(single.status == 0 && single.lines == ["[2,5,13,3]", "[2,3]", "[2,1,3]"])
            let pair = try BitspikeProcess.run(
                ["tokenize", "--model", "model", "--pair", "--maximum-length", "6"], in: folder,
                input: "good good good good\tbad\nGreats")
            #expect(pair.lines == ["[2,5,5,3,13,3]", "[2,6,34,3,3]"])
        }
    }

    @Test("evaluate measures a student; its JSON has the documented keys, whatever the time steps")
    func evaluate() throws {
        try Self.withModel { folder in
            let arguments = ["evaluate", "--model", "model", "--task", "sst2", "--data", "data"]
            let json = try BitspikeProcess.run(
                arguments + ["--format", "json", "--time-steps", "4"], in: folder, environment: ["NO_COLOR": "1"])
            #expect(json.status == 0 && json.lines.count == 1)
            let result = try Self.object(json.output)
            let documented: Set = ["task", "split", "metrics", "timeSteps", "meanSpikeRate", "seconds"]
            #expect(Set(result.keys) == documented.union(["examples", "ratePerSite", "spikesPerNeuron"]))
            #expect(result["task"] as? String == "sst2" && result["split"] as? String == "dev")
            #expect(result["timeSteps"] as? Int == 4 && result["examples"] as? Int == 20)
            let accuracy = try #require((result["metrics"] as? [String: Double])?["accuracy"])
            #expect((0...1).contains(accuracy))
            let table = try BitspikeProcess.run(arguments + ["--split", "train"], in: folder)
            #expect(table.status == 0 && table.lines.first == "task      sst2, train, 20 examples")
            #expect(table.lines.contains("timeSteps 2"))
            for more in [[], ["--full"]] {
                let few = try BitspikeProcess.run(arguments + more + ["--limit", "3"], in: folder)
                #expect(few.status == 0 && few.output.contains("3 examples"))
            }
            let none = try BitspikeProcess.run(arguments + ["--limit", "0"], in: folder)
            #expect(none.status == 64 && none.errors.contains("--limit must be at least 1"))
            for stream in [json.output, table.output, json.errors, table.errors] { #expect(!stream.contains("\u{1B}")) }
        }
    }

    @Test("evaluate --full: one evaluation for every T, with intervals, calibration and a comparison")
    func fullEvaluation() throws {
        try Self.withModel { folder in
            let arguments = [
                "evaluate", "--full", "--model", "model", "--task", "sst2", "--data", "data", "--time-steps", "1", "4",
                "--against", "model",
            ]
            let json = try BitspikeProcess.run(arguments + ["--format", "json"], in: folder)
            #expect(json.status == 0)
            let output = try Self.object(json.output)
            #expect(output["model"] as? String == "model" && output["against"] as? String == "model")
            let evaluations = try #require(output["evaluations"] as? [[String: Any]])
            #expect(evaluations.map { ($0["result"] as? [String: Any])?["timeSteps"] as? Int } == [1, 4])
            for evaluation in evaluations {
                #expect(Set(evaluation.keys) == ["result", "intervals", "calibration", "comparison", "notes"])
                let calibration = try #require(evaluation["calibration"] as? [String: Any])
                #expect(Set(calibration.keys) == ["hasBoundedTemperature", "scaled", "temperature", "unscaled"])
            }
            let perturbed = try Self.object(
                BitspikeProcess.run(
                    arguments + ["--robustness", "--draws", "2", "--format", "json"], in: folder
                ).output)
            let robustness = try #require(perturbed["robustness"] as? [[String: Any]])
            let kinds = robustness.compactMap { ($0["perturbation"] as? [String: Any])?["kind"] as? String }
            #expect(Set(kinds) == ["weightBits", "thresholds", "spikes", "characters"] && kinds.count == 13)
            let table = try BitspikeProcess.run(arguments + ["--robustness", "--draws", "1"], in: folder)
            #expect(table.status == 0 && table.lines.first == "sst2, dev, 20 examples")
            for part in ["T = 1", "T = 4, scaled", "reliability at T = 4", "against model", "perturbed", "spikes "] {
                #expect(table.lines.contains { $0.hasPrefix(part) }, "\(part)")
            }
        }
    }

    @Test("info describes a packed student in a table and in JSON")
    func info() throws {
        try Self.withModel { folder in
            let table = try BitspikeProcess.run(["info", "model"], in: folder)
            #expect(table.lines.contains("kind              packed student"))
            #expect(table.lines.contains("weightEncoding    ternary"))
            let json = try Self.object(BitspikeProcess.run(["info", "model", "--format", "json"], in: folder).output)
            #expect(json["layers"] as? Int == 2 && json["labels"] as? [String] == ["negative", "positive"])
            #expect(json["timeSteps"] as? Int == 2 && json["schedule"] as? String == "counted")
        }
    }

    @Test("pack writes what classify runs, refuses to overwrite and replaces when told to")
    func pack() throws {
        try withTemporaryFolder { folder in
            let tokenizer = try TinyModels.tokenizer(in: folder)
            let checkpoint = folder.appendingPathComponent("checkpoint")
            try TinyModels.checkpoint().write(to: checkpoint, tokenizerFolder: tokenizer)
            let arguments = ["pack", "--checkpoint", "checkpoint", "--output", "packed"]
            let first = try BitspikeProcess.run(arguments, in: folder)
            #expect(first.status == 0 && first.output == "packed\n")
            let packed = try BitspikeProcess.run(["classify", "--model", "packed", "a good film"], in: folder)
            let direct = try BitspikeProcess.run(["classify", "--model", "checkpoint", "a good film"], in: folder)
            #expect(packed.status == 0 && packed.lines.count == 1)
            #expect(packed.output.prefix(8) == direct.output.prefix(8))
            let second = try BitspikeProcess.run(arguments, in: folder)
            let path = folder.appendingPathComponent("packed").path
            #expect(second.status == 65)
            #expect(second.errors == "bitspike: \(path): already exists; choose another output or allow replacing it\n")
            #expect(try BitspikeProcess.run(arguments + ["--replace"], in: folder).status == 0)
        }
    }

    @Test("what is read, and what another command wrote, is not replaced")
    func replacing() throws {
        try withTemporaryFolder { folder in
            let tokenizer = try TinyModels.tokenizer(in: folder)
            for name in ["checkpoint", "other"] {
                try TinyModels.checkpoint().write(
                    to: folder.appendingPathComponent(name), tokenizerFolder: tokenizer)
            }
            for name in ["a", "b"] { _ = try TinyModels.writeTeacher(in: folder, named: name) }
            func refusal(_ arguments: [String]) throws -> String {
                let result = try BitspikeProcess.run(arguments + ["--replace"], in: folder)
                #expect(result.status == 65 && result.output.isEmpty)
                return result.errors.replacing(folder.path + "/", with: "")
            }
            let pack = ["pack", "--checkpoint", "checkpoint", "--output"]
            #expect(
                try refusal(pack + ["checkpoint"])
                    == "bitspike: checkpoint: is or holds what is read (checkpoint); choose another output\n")
            #expect(
                try refusal(pack + ["other"])
                    == "bitspike: other: is a student checkpoint and no former output, which would be a packed student; "
                    + "choose another\n")
            #expect(
                try refusal(["average", "a", "b", "--output", "b/"])
                    == "bitspike: b: is or holds what is read (b); choose another output\n")
            for name in ["checkpoint", "other"] {
                _ = try StudentCheckpoint.read(from: folder.appendingPathComponent(name))
            }
        }
    }
}
