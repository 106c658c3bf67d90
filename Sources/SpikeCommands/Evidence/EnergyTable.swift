import SpikeEvaluation

/// An energy report for people.
struct EnergyTable {
    private let report: EnergyReport
    private let papers: [PaperConvention]
    private let sample: String
    private let measured: EnergyCommand.Measurement

    /// - Parameter paper: nil for all.
    init(
        _ report: EnergyReport, paper: PaperConvention?, sample: String, measured: EnergyCommand.Measurement
    ) {
        self.report = report
        papers = paper.map { [$0] } ?? PaperConvention.allCases
        self.sample = sample
        self.measured = measured
    }

    var lines: [String] {
        let rate = report.meanSpikeRate.rounded(3)
        return [
            "\(report.sequences) sequences, \(report.tokens) tokens (\(sample)); "
                + "T = \(report.timeSteps), \(report.execution), \(rate) spikes per neuron and step",
            "preset \(report.preset.name): estimates, microjoules a sequence with 95 % intervals",
            "",
        ] + networks.lines + [""] + verdicts + [""] + items.lines + [""] + chip + platforms.lines + ["", measurement]
    }

    private var networks: TextTable {
        var table = TextTable(
            "network", papers.map { "L0 \($0.rawValue)" } + ["L1", "L2 token by token", "L2 layer by layer"])
        for network in report.networks {
            table.add(
                Self.name(network.network),
                papers.map { cell(network.papers[$0.rawValue]) } + [cell(network.operations)]
                    + Dataflow.allCases.map { cell(network.withMemory[$0.rawValue]) })
        }
        return table
    }

    private func cell(_ summary: EnergySummary?) -> String {
        guard let summary else { return "-" }
        let mean = Self.microjoules(summary.picojoulesPerSequence)
        guard let interval = summary.interval else { return mean }
        return "\(mean) (\(Self.microjoules(interval.lower))-\(Self.microjoules(interval.upper)))"
    }

    /// Against the network that does the same without spikes.
    private var verdicts: [String] {
        report.verdicts.filter { $0.against == "equivalent" || $0.against == "equivalentSkippingZeros" }.map {
            verdict in
            let factor =
                verdict.isWon
                ? "wins at \(verdict.level): \((1 / verdict.ratio).rounded(2)) times less energy than"
                : "loses at \(verdict.level): \(verdict.ratio.rounded(2)) times the energy of"
            let rate = report.meanSpikeRate.rounded(3)
            let even =
                verdict.breakEvenSpikeRate.map {
                    "break-even at \($0.rounded(3)) spikes per neuron and step, it fires \(rate)"
                } ?? "it would lose without a single spike"
            return "The spiking model \(factor) the \(Self.name(verdict.against)) (\(even))."
        }
    }

    /// What the student's energy is spent on.
    private var items: TextTable {
        var table = TextTable("student, microjoules a sequence", ["without spikes", "by spikes"])
        guard let student = report.networks.first else { return table }
        add(student.arithmetic, "L1", to: &table)
        for flow in Dataflow.allCases { add(student.memory[flow.rawValue] ?? [], "L2 \(flow.rawValue)", to: &table) }
        return table
    }

    private func add(_ terms: [EnergyReport.Term], _ level: String, to table: inout TextTable) {
        for item in EnergyTerm.Item.allCases {
            let of = terms.filter { $0.item == item }
            guard !of.isEmpty else { continue }
            table.add(
                "\(level) \(item.rawValue)",
                [
                    Self.microjoules(of.reduce(0) { $0 + $1.fixed }), Self.microjoules(of.reduce(0) { $0 + $1.driven }),
                ])
        }
    }

    private var chip: [String] {
        guard let chip = report.chip else { return [] }
        return [
            "L3 adds \(Self.microjoules(chip.network)) for spikes on the way and \(Self.microjoules(chip.leakage)) for "
                + "leakage, microjoules a sequence.", "",
        ]
    }

    private var platforms: TextTable {
        var table = TextTable("published figures per operation", ["microjoules a sequence", "neurons", "source"])
        for platform in report.platforms {
            table.add(
                platform.name,
                [
                    Self.microjoules(platform.picojoulesPerSequence), platform.includesNeurons ? "counted" : "unknown",
                    platform.source,
                ])
        }
        return table
    }

    private var measurement: String {
        switch measured {
        case .notAskedFor: return "L4 not measured: give --measure"
        case .notMeasured(let reason): return "L4 not measured: \(reason)"
        case .measured(let energy):
            let spread = energy.windows.map { $0.rounded(1) }.joined(separator: ", ")
            return "L4 measured (\(energy.domains.joined(separator: ", "))): "
                + "\(energy.microjoulesPerSequence.rounded(1)) microjoules a sequence above \(energy.idleWatts.rounded(1)) W "
                + "at rest; windows \(spread)"
        }
    }

    static func microjoules(_ picojoules: Double) -> String {
        let value = picojoules / 1e6
        return value.rounded(value < 1 ? 3 : value < 100 ? 2 : 0)
    }

    /// Name of a network for people.
    static func name(_ network: String) -> String {
        switch network {
        case "float32": "float32 network"
        case "int8": "int8 network"
        case "weightsOnly": "network with these weights and 8-bit activations"
        case "equivalent": "equivalent quantized network"
        case "equivalentSkippingZeros": "equivalent quantized network, zeros skipped"
        default: network
        }
    }
}
