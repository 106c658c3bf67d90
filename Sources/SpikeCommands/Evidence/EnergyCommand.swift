import ArgumentParser
import Foundation
import SpikeCore
import SpikeEvaluation
import SpikeFormats
import SpikeModel
import SpikeReport
import SpikeRuntime
import SpikeText

/// `bitspike energy`: what a student's sequences cost, and what they would cost without spikes.
struct EnergyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "energy",
        abstract: "Estimate a student's energy from what it really computes, beside networks without spikes.",
        discussion: """
            Levels: L0 as papers count, L1 operations by their operands, L2 with memory, L3 with a chip's network and leakage (preset), \
            L4 measured. Without --task and --data the student reads a few built-in sentences. See docs/Energy.md.
            """)

    @Option(help: ArgumentHelp("Folder of the student.", valueName: "dir"))
    var model: String?

    @Option(help: "Longest sequence in tokens; longer texts are cut. (default: what the model can read)")
    var maximumLength: Int?

    @OptionGroup var sample: SampleOptions

    @Option(help: "With --format table: level L0 of one paper only: spikingbert, spikelm or spikegpt.")
    var paper: PaperConvention?

    @Option(help: ArgumentHelp("JSON file of energies per operation. (default: built in, 45 nm)", valueName: "file"))
    var preset: String?

    @Flag(help: "Print the built-in preset, to be edited.")
    var printPreset = false

    @Flag(help: "Also measure on this machine's energy counters; takes about a minute.")
    var measure = false

    @Option(
        help: ArgumentHelp(
            "With --measure: where Linux shows energy counters. (default: \(PowerMeter.standardRoot.path))",
            valueName: "dir"))
    var powercap: String?

    @Option(
        help: ArgumentHelp(
            "With --measure: program that measures instead of the counters. (default: on macOS Apple's powermetrics, as root)",
            valueName: "file"))
    var powermetrics: String?

    @Option(help: "With --measure: seconds of each of the 5 windows. (default: 10)")
    var windowSeconds: Double?

    @Flag(help: "With --format json: also what every sequence's sites did, for other energy models.")
    var sequences = false

    @Option(help: "Output format: table, json, or csv: every term of every network in picojoules a sequence.")
    var format: EnergyFormat = .table

    func validate() throws {
        guard printPreset || model != nil else { throw ValidationError("Missing expected argument '--model <dir>'") }
        guard measure || (powercap == nil && powermetrics == nil && windowSeconds == nil) else {
            throw ValidationError("--powercap, --powermetrics and --window-seconds need --measure")
        }
        guard format != .csv || !measure else { throw ValidationError("--format csv has no place for --measure") }
        guard format == .table || paper == nil else { throw ValidationError("--paper needs --format table") }
        guard format == .json || !sequences else { throw ValidationError("--sequences needs --format json") }
        guard windowSeconds ?? 1 > 0 else { throw ValidationError("--window-seconds must be above 0") }
    }

    func run() async throws {
        guard let model, !printPreset else { return try printStandardPreset() }
        let preset = try preset.map(Self.read) ?? .standard
        let options = try ModelOptions.parse(
            ["--model", model] + (maximumLength.map { ["--maximum-length", "\($0)"] } ?? []))
        let student = try WatchedStudent(options, timeSteps: sample.timeSteps, execution: sample.execution)
        let examples = try sample.examples(labels: student.packed.config.encoder.labels)
        var totals = EnergyTotals(
            try EnergyModel(
                student.packed, timeSteps: student.timeSteps, execution: student.execution, preset: preset))
        var single: [Output.Sequence] = []
        try student.watch(examples) { activity in
            totals.add(activity)
            if sequences { single.append(Output.Sequence(activity)) }
        }
        let report = EnergyReport(totals)
        let measured = measure ? try measurement(student, examples) : .notAskedFor
        switch format {
        case .json:
            try Console.json(
                Output(
                    model: model, sample: sample.description, report: report, measured: measured,
                    activities: sequences ? single : nil))
        case .csv: Console.data(EnergyTables(report).terms.csv.trimmingCharacters(in: .newlines))
        case .table:
            EnergyTable(report, paper: paper, sample: sample.description, measured: measured).lines
                .forEach(Console.data)
        }
    }

    private static func read(_ path: String) throws -> EnergyPreset {
        let preset = try ConfigFile.read(EnergyPreset.self, at: URL(fileURLWithPath: path))
        do { try preset.validate() } catch { throw InputError.impossible(what: path, why: "\(error)") }
        return preset
    }

    private func printStandardPreset() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.data(String(decoding: try encoder.encode(EnergyPreset.standard), as: UTF8.self))
    }

    /// Measures, or says why not.
    private func measurement(_ student: WatchedStudent, _ examples: [Example]) throws -> Measurement {
        let batch = examples.map(student.tokens)
        let tokens = batch.reduce(0) { $0 + $1.count }
        do {
            let meter = try meter
            return .measured(
                try MeasuredEnergy(meter, sequences: batch.count, tokens: tokens, seconds: windowSeconds ?? 10) {
                    _ = try student.classifier.predict(batch)
                })
        } catch let error as PowerMeterError { return .notMeasured(error.description) }
    }

    /// What this machine is measured with.
    private var meter: any EnergyMeter {
        get throws {
            #if os(macOS)
                let program = powermetrics ?? PowermetricsMeter.standardProgram.path
            #else
                let program = powermetrics
            #endif
            if let program { return try PowermetricsMeter(program: URL(fileURLWithPath: program)) }
            return try PowerMeter(root: powercap.map { URL(fileURLWithPath: $0) } ?? PowerMeter.standardRoot)
        }
    }

    /// Level L4, or why it is missing; never an estimate.
    enum Measurement: Encodable {
        case measured(MeasuredEnergy)
        case notMeasured(String)
        case notAskedFor

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .measured(let energy): try container.encode(energy)
            case .notMeasured(let reason): try container.encode("not measured: \(reason)")
            case .notAskedFor: try container.encode("not measured: --measure was not given")
            }
        }
    }

    /// What is printed as JSON.
    struct Output: Encodable {
        let model: String
        let sample: String
        let report: EnergyReport
        let measured: Measurement
        let activities: [Sequence]?

        /// What every site did in one sequence.
        struct Sequence: Encodable {
            struct Site: Encodable {
                let neurons: Int
                let spikes: Int
                let events: Int
                let active: Int
            }

            let tokens: Int
            let sites: [String: Site]

            init(_ activity: SequenceActivity) {
                tokens = activity.tokens
                sites = activity.sites.mapValues {
                    Site(neurons: $0.neurons, spikes: $0.spikes, events: $0.transmissions.events, active: $0.active)
                }
            }
        }
    }
}

/// How `bitspike energy` prints.
enum EnergyFormat: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case table
    /// For programs.
    case json
    /// For spreadsheets.
    case csv
}

extension PaperConvention: ExpressibleByArgument {}
